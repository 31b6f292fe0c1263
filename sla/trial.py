"""Trying other targets on what happened, before they are switched on (SPEC B7). Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from people.models import User
from sla.actions import TargetRow
from sla.agreements import known
from sla.choices import Status
from sla.models import AgreedTarget, Agreement, Clock
from sla.models.clock import ClockQuerySet
from sla.reckoning import Stretch, reached


@dataclass
class Outcome:
    """Of ``judged`` promises ``before`` were kept under the terms they had, ``after`` would have been under these."""

    name: str
    judged: int = 0
    before: int = 0
    after: int = 0

    @property
    def change(self) -> int:
        """How many more would have been kept; negative where fewer."""
        return self.after - self.before


@dataclass(frozen=True)
class Trial:
    """What would have come of it, by priority and measure, and by team.

    ``at_once`` open promises would run out at the moment of saving; ``moved`` incidents would have another priority.
    """

    by_priority: list[Outcome]
    by_team: list[Outcome]
    at_once: int = 0
    moved: int = 0


def trial(agreement: Agreement, targets: Iterable[TargetRow], user: User, since: datetime, now: datetime) -> Trial:
    """The promises of this agreement that began since then, judged anew by these targets and their calendars.

    Pauses stay as they were; what has no target any more, and what was cancelled, is not judged.
    """
    wanted = {(row.priority, row.measure): row for row in targets}
    found = _Judged(now)
    for clock in _clocks(user, since).filter(agreement=agreement).iterator(chunk_size=500):
        found.add(clock, wanted.get((clock.priority, clock.measure)))
    return found.trial()


def matrix_trial(cells: Mapping[tuple[int, int], str], user: User, since: datetime, now: datetime) -> Trial:
    """The promises that began since then, judged by the targets of the priority this matrix would have given (A3).

    A priority that a person set, or that follows from a core service being down for everyone, stays. The matrix is
    asked when an incident is classified, so nothing open would run out by saving it.
    """
    agreements, found, moved = known(), _Judged(now), set()
    for clock in _clocks(user, since).exclude(incident__impact=None).iterator(chunk_size=500):
        priority = _by(cells, clock)
        if priority != clock.priority:
            moved.add(clock.incident_id)
        targets = agreements[clock.agreement_id].targets.all()
        found.add(clock, next((t for t in targets if (t.priority, t.measure) == (priority, clock.measure)), None))
    return replace(found.trial(), at_once=0, moved=len(moved))


class _Judged:
    """Piles up what was kept, and what would have been."""

    def __init__(self, now: datetime) -> None:
        self.now, self.at_once = now, 0
        self.by_priority: dict[str, Outcome] = {}
        self.by_team: dict[str, Outcome] = {}

    def add(self, clock: Clock, row: TargetRow | AgreedTarget | None) -> None:
        """Judge one promise by another target; without one it is not judged."""
        if row is None:
            return
        before, after = not clock.is_breached, _is_kept(clock, row, self.now)
        self.at_once += clock.ended_at is None and before and not after
        team = str(clock.incident.owning_team or "–")
        for pile, name in ((self.by_priority, f"{clock.priority} {clock.get_measure_display()}"), (self.by_team, team)):
            outcome = pile.setdefault(name, Outcome(name))
            outcome.judged += 1
            outcome.before += before
            outcome.after += after

    def trial(self) -> Trial:
        return Trial(_sorted(self.by_priority), _sorted(self.by_team), self.at_once)


def _by(cells: Mapping[tuple[int, int], str], clock: Clock) -> str:
    incident = clock.incident
    is_core = incident.is_down_for_everyone and incident.service is not None and incident.service.is_core
    if incident.is_priority_overridden or is_core:
        return clock.priority
    return cells.get((incident.impact or 0, incident.urgency or 0), clock.priority)


def _clocks(user: User, since: datetime) -> ClockQuerySet:
    rows = Clock.visible_to(user).filter(started_at__gte=since).exclude(status=Status.CANCELLED)
    return rows.select_related("incident__owning_team", "incident__service").prefetch_related("segments").order_by("pk")


def _is_kept(clock: Clock, row: TargetRow | AgreedTarget, now: datetime) -> bool:
    stretches = [Stretch(each.began_at, each.ended_at, each.pause) for each in clock.segments.all()]
    amount = row.target.amount(row.calendar.working_day())
    due = reached(stretches, row.calendar.working_time(), amount)
    return due is None or due >= (clock.ended_at or now)


def _sorted(piles: dict[str, Outcome]) -> list[Outcome]:
    return [piles[name] for name in sorted(piles)]
