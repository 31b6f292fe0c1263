from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.choices import Priority
from people.models import Team, User
from people.rights import may
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed
from sla.choices import Measure, StepAction, Whom
from sla.durations import Target
from sla.entries import TermsSet
from sla.models import AgreedTarget, Agreement, Calendar, EscalationStep

LARGEST_SHARE = 1000


@dataclass(frozen=True)
class TargetRow:
    """How much time a measure has at a priority."""

    priority: str
    measure: str
    target: Target
    calendar: Calendar


@dataclass(frozen=True)
class StepRow:
    """What is done, and who is told, when a share of a target has passed."""

    measure: str
    percent: int
    whom: str = ""
    person: User | None = None
    action: str = StepAction.TELL
    team: Team | None = None


def set_terms(agreement: Agreement, *, by: Actor, targets: Iterable[TargetRow], steps: Iterable[StepRow]) -> Agreement:
    """Give an agreement exactly these targets and steps (B1, B4). Raises NotAllowed, or Invalid.

    Running clocks are reckoned anew by ``sla.recompute``; what is over stays as it was.
    """
    if not may(by, "administer"):
        raise NotAllowed
    wanted, taken = list(targets), sorted(steps, key=lambda step: (step.measure, step.percent))
    _check(wanted, taken)
    with transaction.atomic():
        row = Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement.pk)
        begin(row)
        row.targets.all().delete()
        row.steps.all().delete()
        AgreedTarget.objects.bulk_create(_target(row, each) for each in wanted)
        EscalationStep.objects.bulk_create(_step(row, each) for each in taken)
        record(row, _entry(wanted, taken), by=by)
    return row


def _target(row: Agreement, of: TargetRow) -> AgreedTarget:
    time = {"minutes": of.target.minutes, "days": of.target.days}
    return AgreedTarget(agreement=row, priority=of.priority, measure=of.measure, calendar=of.calendar, **time)


def _step(row: Agreement, of: StepRow) -> EscalationStep:
    does = {"action": of.action, "team": of.team if of.action == StepAction.HAND_OVER else None}
    return EscalationStep(agreement=row, measure=of.measure, percent=of.percent, whom=of.whom, person=of.person, **does)


def _check(targets: list[TargetRow], steps: list[StepRow]) -> None:
    keys = [(row.priority, row.measure) for row in targets]
    if len(keys) != len(set(keys)):
        raise Invalid({"targets": _("There are two targets for the same thing. Keep one of them.")})
    if any(row.priority not in Priority.values or row.measure not in Measure.values for row in targets):
        raise Invalid({"targets": _("There is no such priority or measure.")})
    if any(not 1 <= step.percent <= LARGEST_SHARE for step in steps):
        raise Invalid({"steps": _("A step comes at 1 to 1000 percent of the target.")})
    if any(step.person is None and step.whom not in Whom.values for step in steps):
        raise Invalid({"steps": _("Choose who is told at each step.")})
    if any(step.action not in StepAction.values for step in steps):
        raise Invalid({"steps": _("Choose what is done at each step.")})
    if any(step.action == StepAction.HAND_OVER and step.team is None for step in steps):
        raise Invalid({"steps": _("Choose the team that takes it over.")})
    if any(step.action == StepAction.CALL and step.whom == Whom.SERVICE_OWNER for step in steps):
        raise Invalid({"steps": _("There is no level above the service owner. Choose a lower one.")})


def _entry(targets: list[TargetRow], steps: list[StepRow]) -> TermsSet:
    return TermsSet(
        targets=[[t.priority, t.measure, t.target.minutes, t.target.days, t.calendar.pk] for t in targets],
        steps=[[s.measure, s.percent, s.whom, _pk(s.person), s.action, _pk(s.team)] for s in steps],
    )


def _pk(row: User | Team | None) -> int | None:
    return row.pk if row else None
