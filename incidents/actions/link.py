from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on, allow
from incidents.entries import Linked
from incidents.models import Incident, Relation
from incidents.models.relation import RelationKind
from records.actors import Actor
from records.recording import record
from records.refusals import Invalid


def link(incident: Incident, *, by: Actor, other: Incident, seen: int | None = None) -> Incident:
    """Say that two belong together (A8). Twice is once."""
    allow(other, by=by, activity="view")
    with acting_on(incident, by=by, verb="link", seen=seen) as row:
        if other.pk == row.pk:
            raise Invalid({"other": _("Name another one.")})
        _made, is_new = Relation.objects.get_or_create(
            kind=RelationKind.RELATED, of=row, to=other, defaults={"created_at": by.at}
        )
        if is_new:
            record(row, Linked(other=other.pk, relation=RelationKind.RELATED), by=by)
    return row
