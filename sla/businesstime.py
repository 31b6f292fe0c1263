"""Business time: when is the work due, and how much time was worked? Pure arithmetic, without Django (SPEC B2, B3).

What the words mean:

- A range is half-open, ``[start, end)``, and belongs to the day it starts on. One whose end is not after its start
  runs past midnight; an end of ``time(0)`` is midnight. Ranges that overlap or touch count once.
- A holiday removes the ranges that start on that date, so the night before a holiday is still worked to its end.
- What counts is time that passes, not what the clock on the wall shows: a night shift has seven hours when the clocks
  go forward and nine when they go back. A wall time means what RFC 5545, 3.3.5 says: one that occurs twice is the
  first of both; one that does not occur is moved forward by what the clocks skip (02:30 becomes 03:30).
- A due time is the earliest instant by which the amount has been worked: work that ends exactly at closing time is
  due at that closing, not at the next opening. An action at the due instant itself is in time.
- Adding nothing gives the start if it is open, else the next opening.
- ``between(b, a) == -between(a, b)``; ``add`` and ``between`` undo each other wherever the result is inside open time.
- A negative amount goes back: the latest instant from which the amount has been worked until the start.

How it is quick: time is cut at local Monday midnights. Weeks without a holiday or a change of the clocks share one
template, so that a table of thousands of weeks is small, is grown as far as somebody asks, and is searched by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_DAY = 86_400_000_000
_WEEK = 7 * _DAY
_FIRST_MONDAY = date(1970, 1, 5).toordinal()
_FIRST, _LAST = ((date(year, 6, 1).toordinal() - _FIRST_MONDAY) // 7 for year in (1, 9999))
_YEARS = "2 to 9998"
_MARGIN = 60
"""Weeks the table grows by at least, so that a row of questions does not grow it one by one."""

Ranges = Sequence[tuple[time, time]]
Span = tuple[int, int]


class _Week(NamedTuple):
    """Open time of one week: instants relative to its beginning, and what was worked before each of them."""

    starts: list[int]
    ends: list[int]
    before: list[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Week:
        """From any spans; those that overlap or touch become one."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            elif start < end:
                starts.append(start)
                ends.append(end)
        lengths = (end - start for start, end in zip(starts, ends, strict=True))
        return cls(starts, ends, list(accumulate(lengths, initial=0)))

    def worked(self, at: int) -> int:
        """How much was worked by then."""
        index = bisect_right(self.starts, at)
        if not index or at >= self.ends[index - 1]:
            return self.before[index]
        return self.before[index - 1] + at - self.starts[index - 1]

    def earliest(self, amount: int) -> int:
        """The first instant by which a positive amount was worked."""
        index = bisect_left(self.before, amount) - 1
        return self.starts[index] + amount - self.before[index]

    def latest(self, amount: int) -> int:
        """The last instant by which no more than the amount was worked; only while more follows in this week."""
        index = bisect_right(self.before, amount) - 1
        return self.starts[index] + amount - self.before[index]


class _Table(NamedTuple):
    """Weeks one after the other: where each begins, its open time, and what was worked before each."""

    first: int
    begins: list[int]
    weeks: list[_Week]
    before: list[int]

    def worked(self, at: int) -> int:
        index = bisect_right(self.begins, at) - 1
        return self.before[index] + self.weeks[index].worked(at - self.begins[index])

    def earliest(self, amount: int) -> int:
        index = bisect_left(self.before, amount) - 1
        return self.begins[index] + self.weeks[index].earliest(amount - self.before[index])

    def latest(self, amount: int) -> int:
        index = bisect_right(self.before, amount) - 1
        return self.begins[index] + self.weeks[index].latest(amount - self.before[index])


class WorkingTime:
    """The hours in which a desk works, in one time zone.

    ``weekly`` gives the ranges of each weekday (0 = Monday), ``holidays`` the dates on which none begins, ``special``
    the ranges of dates that have their own. Answers come in the time zone of what was asked with. Raises ValueError for a zone, weekday or range that makes no sense, for
    hours that are never open, for naive times, and for results beyond the years a datetime can hold.
    """

    __slots__ = ("_days", "_irregular", "_regular", "_special", "_table", "_zone")

    def __init__(
        self,
        timezone: str,
        weekly: Mapping[int, Ranges],
        holidays: Collection[date],
        special: Mapping[date, Ranges] = MappingProxyType({}),
    ) -> None:
        self._zone = _zone(timezone)
        self._days = _days(weekly)
        self._special: dict[int, list[Span]] = {day.toordinal(): [] for day in holidays}
        self._special |= {day.toordinal(): [_span(*each) for each in ranges] for day, ranges in special.items()}
        self._regular = self._template()
        # A night that begins on such a day reaches into the next; a day that the clocks skip can push it one further.
        near = ((day + later - _FIRST_MONDAY) // 7 for day in self._special for later in range(3))
        self._irregular = frozenset(near)
        self._table = _Table(0, [], [], [0])

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The earliest instant by which ``amount`` has been worked since ``start``."""
        at, ticks = _ticks(start), amount // _TICK
        if ticks > 0:
            return _moment(self._later(at, ticks), start)
        if ticks < 0:
            return _moment(self._earlier(at, -ticks), start)
        return _moment(self._opening(at), start)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much was worked from ``start`` to ``end``; negative where the end comes first."""
        since, until = _ticks(start), _ticks(end)
        table = self._covering(min(since, until), max(since, until))
        return (table.worked(until) - table.worked(since)) * _TICK

    def is_open(self, at: datetime) -> bool:
        """Whether work goes on at that instant; it does at the opening, and no longer at the closing."""
        ticks = _ticks(at)
        return self._opening(ticks) == ticks

    def next_opening(self, at: datetime) -> datetime:
        """``at`` itself while open, else the next instant that is."""
        return _moment(self._opening(_ticks(at)), at)

    def _later(self, at: int, ticks: int) -> int:
        table = self._covering(at, at)
        target = table.worked(at) + ticks
        while table.before[-1] < target:
            table = self._grown(later=self._weeks_for(target - table.before[-1]))
        return table.earliest(target)

    def _earlier(self, at: int, ticks: int) -> int:
        table = self._covering(at, at)
        target = table.worked(at) - ticks
        while table.before[0] > target:
            table = self._grown(earlier=self._weeks_for(table.before[0] - target))
        return self._after(target)

    def _opening(self, at: int) -> int:
        return self._after(self._covering(at, at).worked(at))

    def _after(self, worked: int) -> int:
        table = self._table
        while table.before[-1] <= worked:
            table = self._grown(later=_MARGIN)
        return table.latest(worked)

    def _weeks_for(self, missing: int) -> int:
        """About how many weeks hold that much; holidays may make it more, then it is asked again."""
        return max(_MARGIN, missing // self._regular.before[-1] + 2)

    def _covering(self, since: int, until: int) -> _Table:
        table = self._table
        if table.begins and table.begins[0] <= since and until < table.begins[-1]:
            return table
        first, last = since // _WEEK - 2, until // _WEEK + _MARGIN
        if not _FIRST <= first <= last <= _LAST:
            raise ValueError(f"Only the years {_YEARS} can be reckoned with.")
        if table.begins:
            first, last = min(first, table.first), max(last, table.first + len(table.weeks))
        return self._tabulated(first, last)

    def _grown(self, *, earlier: int = 0, later: int = 0) -> _Table:
        first, last = self._table.first, self._table.first + len(self._table.weeks)
        if first - earlier < _FIRST or last + later > _LAST:
            raise ValueError(f"Only the years {_YEARS} can be reckoned with.")
        return self._tabulated(first - earlier, last + later)

    def _tabulated(self, first: int, last: int) -> _Table:
        """The weeks [first, last), with what is there already. Swapped in whole: a thread never sees half of it."""
        old = self._table
        end = old.first + len(old.weeks)
        ahead, behind = (range(first, old.first), range(end, last)) if old.weeks else (range(first, last), range(0))
        begins = [self._begin(week) for week in ahead] + old.begins + [self._begin(week) for week in behind]
        weeks = [self._week(week) for week in ahead] + old.weeks + [self._week(week) for week in behind]
        base = old.before[0] - sum(week.before[-1] for week in weeks[: len(ahead)])
        before = list(accumulate((week.before[-1] for week in weeks), initial=base))
        self._table = table = _Table(first, begins, weeks, before)
        return table

    def _begin(self, week: int) -> int:
        return self._instant(_FIRST_MONDAY + 7 * week, 0)

    def _week(self, week: int) -> _Week:
        monday = _FIRST_MONDAY + 7 * week
        if week not in self._irregular and self._offset(monday - 1) == self._offset(monday) == self._offset(monday + 7):
            return self._regular
        begin, end = self._begin(week), self._begin(week + 1)
        spans = (span for day in range(monday - 3, monday + 7) for span in self._spans(day))
        return _Week.of((max(start, begin) - begin, min(stop, end) - begin) for start, stop in spans)

    def _template(self) -> _Week:
        """A week in which nothing is out of the ordinary, with the night of the Sunday before."""
        shifted = (
            (start + day * _DAY, stop + day * _DAY) for day in range(-1, 7) for start, stop in self._days[day % 7]
        )
        return _Week.of((max(start, 0), min(stop, _WEEK)) for start, stop in shifted)

    def _spans(self, day: int) -> list[Span]:
        """The ranges that begin on that day, as instants."""
        ranges = self._special.get(day, self._days[(day - _FIRST_MONDAY) % 7])
        if self._offset(day) == self._offset(day + 2):
            midnight = self._instant(day, 0)
            return [(midnight + start, midnight + stop) for start, stop in ranges]
        return [(self._instant(day, start), self._instant(day, stop)) for start, stop in ranges]

    def _instant(self, day: int, ticks: int) -> int:
        """The instant of a wall time, ``ticks`` after the midnight of the day, by the rule of RFC 5545."""
        return ((datetime.fromordinal(day) + ticks * _TICK).replace(tzinfo=self._zone) - _EPOCH) // _TICK

    def _offset(self, day: int) -> timedelta | None:
        return self._zone.utcoffset(datetime.fromordinal(day))


def _ticks(moment: datetime) -> int:
    """Microseconds since 1970; raises ValueError for a naive time."""
    try:
        return (moment - _EPOCH) // _TICK
    except TypeError:
        raise ValueError(f"A time needs its zone: {moment!r} has none.") from None


def _moment(ticks: int, asked: datetime) -> datetime:
    return (_EPOCH + ticks * _TICK).astimezone(asked.tzinfo)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(f"There is no time zone called {name!r}.") from None


def _days(weekly: Mapping[int, Ranges]) -> list[list[Span]]:
    """The ranges of Monday to Sunday in microseconds since midnight; an end past midnight is over a day."""
    if unknown := set(weekly) - set(range(7)):
        raise ValueError(f"Weekdays are 0 (Monday) to 6 (Sunday), not {sorted(unknown, key=str)}.")
    days = [[_span(start, end) for start, end in weekly.get(day, ())] for day in range(7)]
    if not any(days):
        raise ValueError("A calendar that is never open has no due times: give at least one range.")
    return days


def _span(start: time, end: time) -> Span:
    since, until = _of_day(start), _of_day(end)
    return since, until if until > since else until + _DAY


def _of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond
