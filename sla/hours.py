"""Opening hours as people write them: «08:00-12:00, 13:00-17:00». Pure."""

from __future__ import annotations

import re
from datetime import time, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

Ranges = list[tuple[time, time]]
_RANGE = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|—|to|s/d)\s*(\d{1,2})[:.](\d{2})")
DAY_MINUTES = 24 * 60


def parse(text: str) -> Ranges:
    """The ranges of a day in their order; empty text is a day that is closed. An end of 24:00 is midnight.

    Raises ValueError, in the reader's language, where a range cannot be read or two of them overlap.
    """
    ranges = sorted(_range(part.strip()) for part in re.split(r"[,;]", text) if part.strip())
    for before, after in pairwise(ranges):
        if _end(before) > _minutes(after[0]):
            raise ValueError(_("Two ranges overlap in “%(text)s”. Make one of them.") % {"text": text})
    return ranges


def written(ranges: Ranges) -> str:
    """The ranges as ``parse`` reads them."""
    return ", ".join(f"{start:%H:%M}-{'24:00' if end == time(0) else f'{end:%H:%M}'}" for start, end in ranges)


def length(ranges: Ranges) -> timedelta:
    """How long a day with these ranges is."""
    return timedelta(minutes=sum(_end(each) - _minutes(each[0]) for each in ranges))


def overlap(before: Ranges, after: Ranges) -> bool:
    """Whether a night of one day reaches into the hours of the next."""
    return bool(before and after) and _end(before[-1]) - DAY_MINUTES > _minutes(after[0][0])


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _end(of: tuple[time, time]) -> int:
    start, end = map(_minutes, of)
    return end if end > start else end + DAY_MINUTES


def _range(text: str) -> tuple[time, time]:
    found = _RANGE.fullmatch(text)
    if not found:
        raise ValueError(_("“%(text)s” is no range. Write it like 08:00-17:00.") % {"text": text})
    hours, minutes, end_hours, end_minutes = map(int, found.groups())
    start, end = hours * 60 + minutes, end_hours * 60 + end_minutes
    if start >= DAY_MINUTES or end > DAY_MINUTES or minutes > 59 or end_minutes > 59:
        raise ValueError(_("“%(text)s” is no time of day.") % {"text": text})
    return time(start // 60, start % 60), time(end // 60 % 24, end % 60)
