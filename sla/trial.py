"""Trying other targets on what happened, before they are switched on (SPEC B7). Nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from people.models import User
from sla.actions import TargetRow
from sla.choices import Status
from sla.models import Agreement, Clock
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
    """What would have come of it, by priority and measure, and by team; ``at_once`` open promises would run out now."""

    by_priority: list[Outcome]
    by_team: list[Outcome]
    at_once: int = 0


def trial(agreement: Agreement, targets: Iterable[TargetRow], user: User, since: datetime, now: datetime) -> Trial:
    """The promises of this agreement that began since then, judged anew by these targets and their calendars.

    Pauses stay as they were; what has no target any more, and what was cancelled, is not judged.
    """
    wanted = {(row.priority, row.measure): row for row in targets}
    by_priority: dict[str, Outcome] = defaultdict(lambda: Outcome(""))
    by_team: dict[str, Outcome] = defaultdict(lambda: Outcome(""))
    at_once = 0
    for clock in _clocks(agreement, user, since):
        row = wanted.get((clock.priority, clock.measure))
        if row is None:
            continue
        before, after = not clock.is_breached, _is_kept(clock, row, now)
        at_once += clock.ended_at is None and before and not after
        team = str(clock.incident.owning_team or "–")
        for pile, name in ((by_priority, f"{clock.priority} {clock.get_measure_display()}"), (by_team, team)):
            outcome = pile[name]
            outcome.name = name
            outcome.judged += 1
            outcome.before += before
            outcome.after += after
    return Trial(_sorted(by_priority), _sorted(by_team), at_once)


def _clocks(agreement: Agreement, user: User, since: datetime) -> Iterable[Clock]:
    rows = Clock.visible_to(user).filter(agreement=agreement, started_at__gte=since).exclude(status=Status.CANCELLED)
    rows = rows.select_related("incident__owning_team").prefetch_related("segments")
    return rows.order_by("pk").iterator(chunk_size=500)


def _is_kept(clock: Clock, row: TargetRow, now: datetime) -> bool:
    stretches = [Stretch(each.began_at, each.ended_at, each.pause) for each in clock.segments.all()]
    amount = row.target.amount(row.calendar.working_day())
    due = reached(stretches, row.calendar.working_time(), amount)
    return due is None or due >= (clock.ended_at or now)


def _sorted(piles: dict[str, Outcome]) -> list[Outcome]:
    return [piles[name] for name in sorted(piles)]
