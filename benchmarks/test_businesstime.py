"""Business time beside the libraries that do the same job: time per call, and whether the answer is right.

Those that are not installed are named as left out; ``pip install businesstimedelta business-duration pandas`` adds them.
"""

from __future__ import annotations

import importlib.metadata
import time as clock
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sla.businesstime import WorkingTime

JAKARTA = ZoneInfo("Asia/Jakarta")
WEEK = {day: [(time(8), time(17))] for day in range(5)}
HOLIDAYS = [date(2026, 12, 24), date(2026, 12, 25)]
START = datetime(2026, 12, 21, 9, 30, tzinfo=JAKARTA)
AMOUNT = timedelta(hours=40)
DUE = datetime(2026, 12, 29, 13, 30, tzinfo=JAKARTA)


def per_call(call: Callable[[], Any], seconds: float = 0.5) -> float:
    """Microseconds."""
    call()
    turns, begin = 0, clock.perf_counter()
    while clock.perf_counter() - begin < seconds:
        for _turn in range(10):
            call()
        turns += 10
    return (clock.perf_counter() - begin) / turns * 1e6


def by_businesstimedelta() -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    library, zone = import_module("businesstimedelta"), import_module("pytz").timezone("Asia/Jakarta")
    days = library.WorkDayRule(start_time=time(8), end_time=time(17), working_days=[0, 1, 2, 3, 4], tz=zone)
    # It fails with a TypeError once the last holiday lies behind, so it is given one more.
    off = library.HolidayRule(dict.fromkeys([*HOLIDAYS, date(2030, 1, 1)], "x"), tz=zone)
    amount = library.BusinessTimeDelta(library.Rules([days, off]), hours=40)
    return lambda: START + amount, lambda due: due


def by_pandas() -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    pandas = import_module("pandas")
    offset = pandas.offsets.CustomBusinessHour(n=40, start="08:00", end="17:00", holidays=HOLIDAYS)
    start = pandas.Timestamp(START)
    return lambda: start + offset, lambda due: due.to_pydatetime()


OTHERS = {"businesstimedelta": by_businesstimedelta, "pandas": by_pandas}


def test_additions_of_forty_hours(capsys: pytest.CaptureFixture[str]) -> None:
    calendar = WorkingTime("Asia/Jakarta", WEEK, HOLIDAYS)
    assert calendar.add(START, AMOUNT) == DUE
    ours = per_call(lambda: calendar.add(START, AMOUNT))
    told = [f"ours: {ours:.2f} µs a call, {1e6 / ours:,.0f} a second"]
    for name, made in OTHERS.items():
        try:
            call, plain = made()
        except ImportError:
            told.append(f"{name}: not installed, left out")
            continue
        theirs = per_call(call)
        right = "right" if plain(call()) == DUE else f"wrong ({plain(call())})"
        told.append(
            f"{name} {importlib.metadata.version(name)}: {theirs:.1f} µs, {theirs / ours:.0f} times ours; {right}"
        )
    with capsys.disabled():
        print("\n" + "\n".join(told))


def test_a_due_two_years_out_of_five_minute_ranges(capsys: pytest.CaptureFixture[str]) -> None:
    weekly = {day: [(time(hour, minute), time(hour, minute + 5)) for hour in range(24) for minute in range(0, 60, 10)] for day in range(7)}  # fmt: skip
    dense, sparse = (
        WorkingTime("Europe/Berlin", weekly, []),
        WorkingTime("Europe/Berlin", {0: [(time(9), time(9, 5))]}, []),
    )
    start = datetime(2026, 11, 20, tzinfo=UTC)
    begin = clock.perf_counter()
    sparse.add(start, timedelta(minutes=5 * 104))
    first = (clock.perf_counter() - begin) * 1000
    with capsys.disabled():
        print(f"\n144 ranges a day: {per_call(lambda: dense.add(start, timedelta(days=365))):.1f} µs")
        print(
            f"one range a week: {per_call(lambda: sparse.add(start, timedelta(minutes=520))):.1f} µs, the first time {first:.2f} ms"
        )
