"""What an escalation step does, and who is told (SPEC A5, B4). Where nobody is there, it goes a level up."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from incidents import actions
from incidents.choices import Priority, State
from incidents.models import Incident
from people.duty import Roster, on_duty
from people.models import User
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Refusal
from sla.choices import Measure, StepAction, Whom
from sla.entries import StepRefused
from sla.models import EscalationStep

LADDER = (Whom.ASSIGNEE, Whom.TEAM, Whom.LEAD, Whom.INCIDENT_MANAGER, Whom.SERVICE_OWNER)
"""From the one who works on it upwards."""


@dataclass(frozen=True)
class Found:
    """Who is told; ``passed_over`` are the levels at which nobody was there."""

    people: list[User] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    are_off_duty: bool = False


def recipients(step: EscalationStep, incident: Incident, roster: Roster) -> Found:
    """Who a step tells: on duty, not away, allowed to know; one level up while there is none.

    Where nobody at all is on duty, the first level that has anybody is told all the same: a mail that waits is better
    than none. Deputies stand in for who is away.
    """
    levels = _levels(step, incident)
    passed: list[str] = []
    for name, people in levels:
        there = roster.there(_who_may_know(incident, people))
        if known := [each for each in there if incident.may_be_known_to(each.pk)]:
            return Found(known, passed)
        passed += [name] if name else []
    for _name, people in levels:
        if found := list(_who_may_know(incident, people).filter(is_active=True).distinct().order_by("pk")):
            return Found(found, passed, are_off_duty=True)
    return Found([], passed)


def carry_out(step: EscalationStep, incident: Incident, by: Actor) -> None:
    """Do what the step does besides telling; what is refused is recorded and stops nothing."""
    if step.action not in (StepAction.RAISE, StepAction.HAND_OVER):
        return
    act = _raise if step.action == StepAction.RAISE else _hand_over
    try:
        with transaction.atomic(), translation.override(_language(incident)):
            act(
                step,
                Incident.objects.select_related("owning_team__lead", "assignee", "service").get(pk=incident.pk),
                by,
            )
    except Refusal:
        fresh = Incident.objects.get(pk=incident.pk)
        begin(fresh)
        record(fresh, StepRefused(action=step.action, percent=step.percent), by=by)


def _raise(step: EscalationStep, incident: Incident, by: Actor) -> None:
    """One priority up, once it has one; P1 stays."""
    ranks = Priority.values
    if incident.priority not in ranks[1:] or incident.state not in (State.CLASSIFIED, State.IN_DIAGNOSIS):
        return
    actions.classify(
        incident, by=by, kind=incident.kind, category=incident.category, impact=incident.impact,
        urgency=incident.urgency, team=incident.owning_team, is_down_for_everyone=incident.is_down_for_everyone,
        priority=ranks[ranks.index(incident.priority) - 1], reason=_reason(step),
    )  # fmt: skip


def _hand_over(step: EscalationStep, incident: Incident, by: Actor) -> None:
    """To the step's team; in diagnosis to its lead where they are there, else to who of the team is."""
    team = step.team
    if team is None or team == incident.owning_team:
        return
    person = None
    if incident.state == State.IN_DIAGNOSIS:
        there = on_duty(User.objects.filter(memberships__team=team), by.at)
        person = next((each for each in there if each.pk == team.lead_id), there[0] if there else team.lead)
    actions.hand_over(incident, by=by, team=team, person=person, reason=_reason(step))


def _reason(step: EscalationStep) -> str:
    words = {"percent": step.percent, "measure": Measure(step.measure).label}
    return _("%(percent)s %% of the time for “%(measure)s” has passed.") % words


def _language(incident: Incident) -> str:
    """That of whoever has it: the reason is written for them."""
    lead = incident.owning_team.lead if incident.owning_team else None
    reader = incident.assignee or lead
    return reader.language if reader else settings.LANGUAGE_CODE


def _levels(step: EscalationStep, incident: Incident) -> list[tuple[str, QuerySet[User]]]:
    """The levels a step climbs, each with its people; the code of a named person's is empty."""
    if step.person_id:
        return [("", User.objects.filter(pk=step.person_id))]
    start = LADDER.index(Whom(step.whom)) if step.whom in Whom.values else 0
    start += step.action == StepAction.CALL
    return [(whom.value, _people(whom, incident)) for whom in LADDER[start:]]


def _people(whom: str, incident: Incident) -> QuerySet[User]:
    if whom == Whom.INCIDENT_MANAGER:
        return User.objects.filter(roles__code=Whom.INCIDENT_MANAGER)
    column, key = {
        Whom.ASSIGNEE: ("pk", incident.assignee_id),
        Whom.TEAM: ("memberships__team", incident.owning_team_id),
        Whom.LEAD: ("leads", incident.owning_team_id),
        Whom.SERVICE_OWNER: ("owned_services", incident.service_id),
    }[Whom(whom)]
    return User.objects.filter(**{column: key}) if key else User.objects.none()


def _who_may_know(incident: Incident, people: QuerySet[User]) -> QuerySet[User]:
    return people.filter(named_on=incident) if incident.is_confidential else people
