from __future__ import annotations

from collections.abc import Iterable

from incidents.actions.door import acting_on
from incidents.entries import Restricted, Unrestricted
from incidents.models import Incident
from people.models import User
from records.actors import Actor
from records.recording import record


def restrict(incident: Incident, *, by: Actor, people: Iterable[User] = (), seen: int | None = None) -> Incident:
    """Let only named people see it, everywhere (J5): those given, its requester, its assignee and whoever restricts it."""
    with acting_on(incident, by=by, verb="restrict", seen=seen) as row:
        row.is_confidential = True
        always = {row.requester_id, row.assignee_id, by.person_id} - {None}
        row.named.add(*always, *(person.pk for person in people))
        record(row, Restricted(named=sorted(row.named.values_list("pk", flat=True))), by=by)
    return row


def unrestrict(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """End the confidentiality; only somebody named on it can (J5)."""
    with acting_on(incident, by=by, verb="unrestrict", seen=seen) as row:
        row.is_confidential = False
        row.named.clear()
        record(row, Unrestricted(), by=by)
    return row
