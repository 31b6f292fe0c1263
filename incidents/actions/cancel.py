from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.actions.door import acting_on, allow
from incidents.actions.locking import locked
from incidents.actions.resume import clear_hold
from incidents.actions.wants import Wants, is_text
from incidents.choices import CancelReason
from incidents.entries import Cancelled, ReceivedDuplicate
from incidents.models import Incident, Relation
from incidents.models.relation import RelationKind
from records.actors import Actor
from records.choices import Role, Visibility
from records.models import Message
from records.recording import begin, record, write_message


def cancel(
    incident: Incident,
    *,
    by: Actor,
    reason: str,
    text: str = "",
    original: Incident | None = None,
    seen: int | None = None,
) -> Incident:
    """End what is no incident, with a reason (A8). A duplicate points to its original, which takes over its requester."""
    original = _end_of_chain(original) if original else None
    with transaction.atomic(), locked(incident, original), acting_on(incident, by=by, verb="cancel", seen=seen) as row:
        wants = Wants()
        wants(reason in CancelReason.values, "reason", _("Say why."))
        wants(reason != CancelReason.OTHER or is_text(text), "text", _("Say why in a few words."))
        wants(reason != CancelReason.DUPLICATE or original, "original", _("Name the one this is a duplicate of."))
        wants(original is None or original.pk != row.pk, "original", _("It cannot be its own duplicate."))
        wants.check()
        if original is not None:
            _point_to(row, original, by)
        end(row, by=by, reason=reason, text=text)
    return row


def withdraw(incident: Incident, *, by: Actor, text: str = "", seen: int | None = None) -> Incident:
    """Take one's own report back while nobody has touched it (A8)."""
    with acting_on(incident, by=by, verb="withdraw", seen=seen) as row:
        end(row, by=by, reason=CancelReason.WITHDRAWN, text=text)
    return row


def end(row: Incident, *, by: Actor, reason: str, text: str) -> Message | None:
    """Cancel a row whose door is open; returns what was said of it."""
    message = write_message(row, Role.REASON, text, by=by, visibility=Visibility.PUBLIC) if is_text(text) else None
    row.cancelled_at, row.cancel_reason = by.at, reason
    clear_hold(row)
    row.to_cancelled()
    record(row, Cancelled(reason=reason, original=row.original_id, message=message.pk if message else None), by=by)
    return message


def _end_of_chain(original: Incident) -> Incident:
    while original.original is not None:
        original = original.original
    return original


def _point_to(row: Incident, original: Incident, by: Actor) -> None:
    allow(original, by=by, activity="amend")
    kept = Incident.objects.get(pk=original.pk)
    wants = Wants()
    wants(kept.original_id is None and not kept.is_over, "original", _("That one is over. Name one that is open."))
    wants.check()
    row.original = kept
    Relation.objects.get_or_create(kind=RelationKind.DUPLICATE, of=row, to=kept, defaults={"created_at": by.at})
    added = row.requester_id if row.requester_id and not kept.concerns(row.requester_id) else None
    if added:
        kept.affected.add(added)
    begin(kept)
    record(kept, ReceivedDuplicate(duplicate=row.pk, affected=added), by=by)
