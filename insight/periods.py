"""Periods a manager compares: today, this week, this month, each with the one before. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

NAMES = {"day": _("Today"), "week": _("This week"), "month": _("This month")}
BEFORE = {"day": _("yesterday"), "week": _("last week"), "month": _("last month")}


@dataclass(frozen=True)
class Period:
    """From ``begin`` on, and before that from ``before`` on; both in the person's zone."""

    code: str
    begin: datetime
    before: datetime

    @property
    def name(self) -> str:
        return str(NAMES[self.code])

    @property
    def name_before(self) -> str:
        return str(BEFORE[self.code])


def period(code: str, now: datetime) -> Period:
    """The period around ``now`` (aware, in the zone whose midnights count)."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if code == "day":
        return Period(code, midnight, _days_before(midnight, 1))
    if code == "week":
        monday = _days_before(midnight, midnight.weekday())
        return Period(code, monday, _days_before(monday, 7))
    first = midnight.replace(day=1)
    return Period("month", first, _days_before(first, 1).replace(day=1))


def _days_before(midnight: datetime, days: int) -> datetime:
    """Midnight some days earlier on the wall, whatever the clocks did meanwhile."""
    return (midnight.replace(tzinfo=None) - timedelta(days=days)).replace(tzinfo=midnight.tzinfo)
