"""From the stretches a clock ran and paused to when it is due. Pure: what a page explains is what the clock does (B3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.businesstime import WorkingTime


@dataclass(frozen=True)
class Stretch:
    """From ``began`` to ``ended`` (None: it goes on) the clock ran, or paused for the reason ``pause``."""

    began: datetime
    ended: datetime | None = None
    pause: str = ""


def used(stretches: Iterable[Stretch], calendar: WorkingTime, at: datetime) -> timedelta:
    """Open time that ran up to ``at``."""
    ran = (each for each in stretches if not each.pause and each.began < at)
    return sum((calendar.between(each.began, min(each.ended or at, at)) for each in ran), timedelta(0))


def reached(stretches: Iterable[Stretch], calendar: WorkingTime, amount: timedelta) -> datetime | None:
    """When so much open time had run, or will have; None where the clock stands before that."""
    left = amount
    for each in stretches:
        if each.pause:
            continue
        if each.ended is None:
            return calendar.add(each.began, left)
        ran = calendar.between(each.began, each.ended)
        if ran >= left:
            return calendar.add(each.began, left)
        left -= ran
    return None
