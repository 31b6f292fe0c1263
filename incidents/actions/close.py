from __future__ import annotations

from incidents import closing
from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import Learning
from incidents.entries import Closed
from incidents.models import Category, Incident
from records.actors import Actor
from records.choices import Role, Visibility
from records.models import Entry
from records.recording import record, write_message
from records.refusals import Invalid


def close(
    incident: Incident,
    *,
    by: Actor,
    category: Category | None,
    evaluated: bool,
    everyone_told: bool,
    learning: str,
    note: str = "",
    seen: int | None = None,
) -> Incident:
    """End it, once confirmed and with the closing checks of A7 held.

    ``category`` is the closure category, compared with the one it was opened under; ``evaluated`` says that remaining
    risks are dealt with; ``learning`` where what was learnt is kept. Raises Invalid, naming every check that fails.
    """
    with acting_on(incident, by=by, verb="close", seen=seen) as row:
        wants = Wants()
        wants(learning in Learning.values, "learning")
        wants.check()
        given = closing.Given(
            category=category, evaluated=evaluated, everyone_told=everyone_told, learning=learning, note=note, by=by
        )
        if failed := closing.failed(row, given):
            raise Invalid(failed)
        message = write_message(row, Role.NOTE, note, by=by, visibility=Visibility.INTERNAL) if is_text(note) else None
        row.closure_category, row.closed_at = category, by.at
        row.to_closed()
        record(row, _entry(row, given, message.pk if message else None), by=by)
    return row


def _entry(row: Incident, given: closing.Given, message: int | None) -> Closed:
    return Closed(
        category=row.closure_category_id,
        opened_under=_opened_under(row),
        learning=given.learning,
        evaluated=given.evaluated,
        everyone_told=given.everyone_told,
        message=message,
    )


def _opened_under(row: Incident) -> int | None:
    """The category of the first classification."""
    first = Entry.objects.about(row).filter(kind="incident.classified").first()
    return first.data.get("category") if first else row.category_id
