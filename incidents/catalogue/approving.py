"""Who is asked to approve, one after the other, and who stands in for whom (SPEC A11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from incidents.catalogue.choices import ItemApproval, StepRole, StepState, Why
from incidents.choices import OPEN_STATES, Approval
from incidents.models import ApprovalStep, CatalogueItem, Incident, Order
from people.duty import absence_of
from people.models import User
from people.rights import scopes_of

ROLES: dict[str, list[StepRole]] = {
    ItemApproval.NONE: [],
    ItemApproval.MANAGER: [StepRole.MANAGER],
    ItemApproval.OWNER: [StepRole.OWNER],
    ItemApproval.BOTH: [StepRole.MANAGER, StepRole.OWNER],
    ItemApproval.PERSON: [StepRole.PERSON],
}


@dataclass(frozen=True)
class Chosen:
    """Who is asked, who would have been asked first, and why it is not them; nobody where nobody can be."""

    person: User | None
    meant: User | None
    why: str


def item_of(row: Incident) -> CatalogueItem | None:
    """What of the catalogue this request asks for."""
    order = Order.objects.filter(incident=row).select_related("item__approver").first()
    return order.item if order else None


def standing_of(row: Incident) -> str:
    """Where a request that is being registered stands: the item decides, else the service."""
    item = item_of(row)
    if item is not None:
        return Approval.ASKED if ROLES[item.approval] else Approval.NOT_NEEDED
    is_needed = row.service is not None and row.service.requests_need_approval
    return Approval.ASKED if is_needed and row.approver_ids() else Approval.NOT_NEEDED


def plan(row: Incident, item: CatalogueItem) -> None:
    """The steps that this item needs, nobody asked yet."""
    for number, role in enumerate(ROLES[item.approval], start=1):
        ApprovalStep.objects.create(incident=row, number=number, role=role, meant=_meant(role, row, item))


def plan_usual(row: Incident) -> None:
    """The one step of a request that is none of the catalogue: the manager is asked, the owner may say so too."""
    manager = row.requester.manager if row.requester else None
    ApprovalStep.objects.create(incident=row, number=1, role=StepRole.EITHER, meant=manager)


def _meant(role: StepRole, row: Incident, item: CatalogueItem) -> User | None:
    if role == StepRole.PERSON:
        return item.approver
    if role == StepRole.OWNER:
        return row.service.owner if row.service else None
    return row.requester.manager if row.requester else None


def choose(step: ApprovalStep, row: Incident, at: datetime) -> Chosen:
    """Whoever can be asked: the one meant, their deputy, their manager, the owner of the service, the first who is there.

    Where all of them are away the first of them is asked all the same; the requester never is.
    """
    why, away = Why.MEANT, None
    for person in _candidates(step, row, at):
        hindrance = _hindrance(person, row, at)
        if person is not None and not hindrance:
            return Chosen(person, step.meant, why)
        why = why or hindrance
        away = away or (person if hindrance == Why.AWAY else None)
    return Chosen(away, step.meant, why)


def _candidates(step: ApprovalStep, row: Incident, at: datetime) -> Iterator[User | None]:
    meant = step.meant
    yield meant
    if meant is not None:
        absence = absence_of(meant, at)
        yield from [absence.deputy] if absence and absence.deputy else []
        yield from [meant.manager] if meant.manager else []
    yield from [row.service.owner] if row.service and row.service.owner else []


def _hindrance(person: User | None, row: Incident, at: datetime) -> Why:
    """Why this person cannot be asked now; nothing where they can."""
    if person is None:
        return Why.NOBODY
    if person.pk == row.requester_id:
        return Why.OWN
    if not may_be_asked(person, row):
        return Why.UNABLE
    return Why.AWAY if absence_of(person, at) else Why.MEANT


def may_be_asked(person: User, row: Incident) -> bool:
    """Whether this person could decide: active, with the right, not the requester, and let know of it."""
    may = person.is_active and scopes_of(person, "approve") & {"any", "approver"}
    return bool(may) and person.pk != row.requester_id and row.may_be_known_to(person.pk)


def administrators() -> QuerySet[User]:
    """Who is told where an approval is stuck."""
    rights = {"roles__rights__activity": "administer", "roles__rights__scope": "any"}
    return User.objects.filter(is_active=True, **rights).distinct().order_by("pk")


def steps_of(row: Incident) -> list[ApprovalStep]:
    """The steps of one request, in their order; one query."""
    known = ("approver", "meant", "decided_by", "note")
    return list(ApprovalStep.objects.filter(incident=row).select_related(*known))


def asked_of(row: Incident) -> ApprovalStep | None:
    """The step that somebody is asked for now."""
    return (
        ApprovalStep.objects.filter(incident=row, standing=StepState.ASKED).select_related("approver", "meant").first()
    )


def waiting_for(user: User) -> QuerySet[ApprovalStep]:
    """What waits for this person's say, the longest waiting first, of what they may see."""
    seen = Incident.visible_to(user).filter(approval=Approval.ASKED, state__in=OPEN_STATES)
    asked = ApprovalStep.objects.filter(approver=user, standing=StepState.ASKED, incident__in=seen)
    return asked.order_by("asked_at", "id").select_related("incident__requester", "incident__service")


def decided_by(user: User) -> QuerySet[ApprovalStep]:
    """What this person decided, the newest first, of what they may see."""
    decided = ApprovalStep.objects.filter(decided_by=user, incident__in=Incident.visible_to(user))
    return decided.order_by("-decided_at", "-id").select_related("incident__requester", "incident__service")
