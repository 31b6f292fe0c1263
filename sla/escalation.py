"""Who is told at a step (SPEC A5, B4). Where nobody is there, it goes a level up."""

from __future__ import annotations

from django.db.models import QuerySet

from incidents.models import Incident
from people.models import User
from sla.choices import Whom
from sla.models import EscalationStep

LADDER = (Whom.ASSIGNEE, Whom.TEAM, Whom.LEAD, Whom.INCIDENT_MANAGER, Whom.SERVICE_OWNER)
"""From the one who works on it upwards."""


def recipients(step: EscalationStep, incident: Incident) -> list[User]:
    """The active people a step tells about this incident, who may know of it, by id; one level up while there is none."""
    if step.person_id:
        return _who_may_know(incident, User.objects.filter(pk=step.person_id))
    start = LADDER.index(Whom(step.whom)) if step.whom in Whom.values else 0
    for whom in LADDER[start:]:
        if found := _who_may_know(incident, _people(whom, incident)):
            return found
    return []


def _people(whom: str, incident: Incident) -> QuerySet[User]:
    people = User.objects.all()
    if whom == Whom.ASSIGNEE:
        return people.filter(pk=incident.assignee_id or 0)
    if whom == Whom.TEAM:
        return people.filter(memberships__team=incident.owning_team_id or 0)
    if whom == Whom.LEAD:
        return people.filter(leads=incident.owning_team_id or 0)
    if whom == Whom.SERVICE_OWNER:
        return people.filter(owned_services=incident.service_id or 0)
    return people.filter(roles__code=Whom.INCIDENT_MANAGER)


def _who_may_know(incident: Incident, people: QuerySet[User]) -> list[User]:
    found = people.filter(is_active=True)
    if incident.is_confidential:
        found = found.filter(named_on=incident)
    return list(found.distinct().order_by("pk"))
