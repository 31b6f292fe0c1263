from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.actions.door import acting_on, allow
from incidents.actions.locking import locked, note_on
from incidents.actions.wants import Wants
from incidents.entries import Adopted, ChildAdded, ChildRemoved, Released
from incidents.models import Incident
from records.actors import Actor
from records.recording import record
from records.refusals import Invalid


def adopt(incident: Incident, *, by: Actor, parent: Incident | None, seen: int | None = None) -> Incident:
    """Put it under a parent: the same fault, handled once, told to all (A8, C7). One level deep: a child's parent takes it.

    Under that parent already is under it once. Raises Invalid at ``parent``, NotAllowed, NotNow, Changed.
    """
    top = parent.parent if parent is not None and parent.parent_id else parent
    if top is not None:
        allow(top, by=by, activity="amend")
    with (
        transaction.atomic(),
        locked(incident, incident.parent, top),
        acting_on(incident, by=by, verb="adopt", seen=seen) as row,
    ):
        wants = Wants()
        wants(top, "parent", _("Name the one it belongs under."))
        wants(top is None or top.pk != row.pk, "parent", _("It cannot be under itself."))
        wants(
            top is None or not Incident.objects.get(pk=top.pk).is_over,
            "parent",
            _("That one is over. Name one that is open."),
        )
        wants(not row.children.exists(), "parent", _("Others are under this one. Take them out first."))
        wants.check()
        assert top is not None  # noqa: S101 - checked above
        if Incident.objects.get(pk=top.pk).parent_id or row.parent_id not in (None, incident.parent_id, top.pk):
            raise Invalid({"parent": _("One of them was put elsewhere meanwhile. Look again.")})
        if row.parent_id == top.pk:
            return row
        _let_go(row, by)
        row.parent = top
        record(row, Adopted(parent=top.pk), by=by)
        note_on(top.pk, ChildAdded(child=row.pk), by)
    return row


def release(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Let it stand for itself again."""
    with (
        transaction.atomic(),
        locked(incident, incident.parent),
        acting_on(incident, by=by, verb="release", seen=seen) as row,
    ):
        parent = Incident.objects.get(children=row)
        _let_go(row, by)
        row.parent = None
        record(row, Released(parent=parent.pk), by=by)
    return row


def _let_go(row: Incident, by: Actor) -> None:
    if row.parent_id:
        note_on(row.parent_id, ChildRemoved(child=row.pk), by)
