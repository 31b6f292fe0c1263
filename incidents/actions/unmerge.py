from __future__ import annotations

from django.db import transaction

from incidents.actions.door import acting_on, allow
from incidents.actions.locking import locked
from incidents.entries import LostDuplicate, ReceivedDuplicate, Unmerged
from incidents.models import Incident, Relation
from incidents.models.relation import RelationKind
from records.actors import Actor
from records.models import Entry
from records.recording import begin, record


def unmerge(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """What was taken for a duplicate stands for itself again, as it was registered (A8).

    Its requester is told, and is no longer counted as affected by the other one.
    """
    original = incident.original
    with transaction.atomic(), locked(incident, original), acting_on(incident, by=by, verb="unmerge", seen=seen) as row:
        kept = Incident.objects.get(duplicates=row)
        allow(kept, by=by, activity="amend")
        row.original, row.cancelled_at, row.cancel_reason = None, None, ""
        row.reinstated()
        Relation.objects.filter(kind=RelationKind.DUPLICATE, of=row, to=kept).delete()
        if _was_added_by_merging(row, kept):
            kept.affected.remove(row.requester_id)
        record(row, Unmerged(original=kept.pk), by=by)
        begin(kept)
        record(kept, LostDuplicate(duplicate=row.pk), by=by)
    return row


def _was_added_by_merging(row: Incident, kept: Incident) -> bool:
    """Whether the requester counts as affected by ``kept`` because of a merge alone, and of no other that stands."""
    if kept.duplicates.exclude(pk=row.pk).filter(requester_id=row.requester_id).exists():
        return False
    merges = Entry.objects.about(kept).filter(kind=ReceivedDuplicate.code, data__affected=row.requester_id)
    return row.requester_id is not None and merges.exists()
