from __future__ import annotations

from incidents.actions.door import acting_on
from incidents.entries import Resumed
from incidents.models import Incident
from records.actors import Actor
from records.recording import record


def resume(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Go on with the work (A4)."""
    with acting_on(incident, by=by, verb="resume", seen=seen) as row:
        end_hold(row, by=by)
    return row


def end_hold(row: Incident, *, by: Actor, answered: bool = False) -> None:
    """End the hold of a row whose door is open; ``answered`` where the awaited answer ended it."""
    reason = row.hold_reason
    clear_hold(row)
    row.resumed()
    record(row, Resumed(reason=reason, answered=answered), by=by)


def clear_hold(row: Incident) -> None:
    """Forget the hold on the row; what it was stays in the record."""
    row.hold_reason, row.hold_until, row.held_at, row.hold_question = "", None, None, None
