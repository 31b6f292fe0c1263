from __future__ import annotations

from collections.abc import Iterable

from incidents.actions.door import acting_on
from incidents.catalogue.approving import item_of, plan_usual, standing_of
from incidents.catalogue.asking import ask_next
from incidents.choices import Approval, Kind
from incidents.entries import Registered
from incidents.minimum import missing
from incidents.models import Incident
from people.models import User
from records.actors import Actor
from records.recording import record
from records.references import next_reference
from records.refusals import Invalid
from services.models import ConfigurationItem, Service


def register(
    incident: Incident,
    *,
    by: Actor,
    requester: User | None = None,
    service: Service | None = None,
    items: Iterable[ConfigurationItem] = (),
    description: str = "",
    kind: str = "",
    seen: int | None = None,
) -> Incident:
    """Take a report in and give it its reference (A2). What was still missing may be given along.

    Raises Invalid, naming each part of the minimum that is still missing: who reports, what happens, what is affected.
    """
    with acting_on(incident, by=by, verb="register", seen=seen) as row:
        row.requester = requester or row.requester
        row.service = service or row.service
        row.description = description.strip() or row.description
        row.kind = kind or row.kind
        if listed := list(items):
            row.items.add(*listed)
        if lacking := missing(row):
            raise Invalid(lacking)
        row.reference = next_reference(Kind(row.kind).prefix)
        row.registered_at = by.at
        row.approval = standing_of(row) if row.kind == Kind.REQUEST else Approval.NOT_NEEDED
        row.to_registered()
        also = ("description",) if description.strip() else ()
        record(row, Registered(reference=row.reference, service=row.service_id), by=by, also=also)
        if row.approval == Approval.ASKED and item_of(row) is None:
            plan_usual(row)
            ask_next(row, by=by)
    return row
