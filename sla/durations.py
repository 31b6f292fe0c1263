"""Targets as people write them: «30 min», «4 h», «3 d». Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

UNITS = {"min": "min", "m": "min", "mnt": "min", "menit": "min", "h": "h", "j": "h", "jam": "h", "hour": "h", "hours": "h",
         "d": "d", "day": "d", "days": "d", "h.k.": "d", "hari": "d", "hk": "d"}  # fmt: skip
LARGEST = timedelta(days=3650)


@dataclass(frozen=True)
class Target:
    """So much time: ``minutes``, or ``days`` of the calendar."""

    minutes: int = 0
    days: int = 0

    def amount(self, day: timedelta) -> timedelta:
        """How much work this is where a working day has ``day`` hours."""
        return timedelta(minutes=self.minutes) + self.days * day

    def __str__(self) -> str:
        if self.days:
            return f"{self.days} d"
        return f"{self.minutes // 60} h" if self.minutes % 60 == 0 else f"{self.minutes} min"


def parse(text: str) -> Target:
    """A target as it was typed. Raises ValueError, in the reader's language, where it is none or not over zero."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*([^\d\s]+)\s*", text.lower())
    unit = UNITS.get(found.group(2)) if found else None
    if found is None or unit is None:
        raise ValueError(_("“%(text)s” is no duration. Write it like 30 min, 4 h or 3 d.") % {"text": text})
    number = int(found.group(1))
    target = Target(days=number) if unit == "d" else Target(minutes=number * (60 if unit == "h" else 1))
    if not timedelta(0) < target.amount(timedelta(days=1)) <= LARGEST:
        raise ValueError(_("A target is more than nothing and at most ten years."))
    return target
