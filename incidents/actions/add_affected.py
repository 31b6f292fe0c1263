from __future__ import annotations

from incidents.actions.door import acting_on
from incidents.entries import AffectedAdded
from incidents.models import Incident
from people.models import User
from records.actors import Actor
from records.recording import record


def add_affected(incident: Incident, *, by: Actor, person: User, seen: int | None = None) -> Incident:
    """Note that one more person is affected; they can follow it from now on (A2). Twice is once."""
    with acting_on(incident, by=by, verb="add_affected", seen=seen) as row:
        if not row.concerns(person.pk):
            row.affected.add(person)
            row.affected_count = max((row.affected_count or 1) + 1, row.affected.count() + 1)
            record(row, AffectedAdded(person=person.pk), by=by)
    return row
