"""Business time by a table of cases a person can check with a calendar in hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from sla.businesstime import WorkingTime

JAKARTA, BERLIN, NEW_YORK = "Asia/Jakarta", "Europe/Berlin", "America/New_York"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def every(*ranges: tuple[time, time], days: range = range(5)) -> dict[int, list[tuple[time, time]]]:
    return {day: list(ranges) for day in days}


OFFICE = every((time(8), time(17)))
LUNCH = every((time(8), time(12)), (time(13), time(17)))
ROUND = every((time(0), time(0)), days=range(7))
NIGHTS = every((time(22), time(6)), days=range(7))
CHRISTMAS = [date(2026, 12, 25)]


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


# zone, hours, holidays, start, amount, due
ADDED = [
    # within a day, over the lunch break, over the night, over the weekend (2026-11-20 is a Friday)
    (JAKARTA, OFFICE, [], "2026-11-20 09:00", 2 * HOUR, "2026-11-20 11:00"),
    (JAKARTA, LUNCH, [], "2026-11-20 11:30", HOUR, "2026-11-20 13:30"),
    (JAKARTA, OFFICE, [], "2026-11-19 16:30", HOUR, "2026-11-20 08:30"),
    (JAKARTA, OFFICE, [], "2026-11-20 16:30", HOUR, "2026-11-23 08:30"),
    (JAKARTA, OFFICE, [], "2026-11-20 09:00", 45 * HOUR, "2026-11-27 09:00"),
    # what ends at closing time is due at that closing
    (JAKARTA, OFFICE, [], "2026-11-20 16:00", HOUR, "2026-11-20 17:00"),
    (JAKARTA, LUNCH, [], "2026-11-20 11:00", HOUR, "2026-11-20 12:00"),
    (JAKARTA, OFFICE, [], "2026-11-20 17:00", 9 * HOUR, "2026-11-23 17:00"),
    # from outside the hours: from the next opening
    (JAKARTA, OFFICE, [], "2026-11-21 12:00", HOUR, "2026-11-23 09:00"),
    (JAKARTA, OFFICE, [], "2026-11-20 07:59:59", timedelta(seconds=1), "2026-11-20 08:00:01"),
    # nothing added
    (JAKARTA, OFFICE, [], "2026-11-20 08:00", 0 * HOUR, "2026-11-20 08:00"),
    (JAKARTA, OFFICE, [], "2026-11-20 17:00", 0 * HOUR, "2026-11-23 08:00"),
    (JAKARTA, OFFICE, [], "2026-11-21 03:00", 0 * HOUR, "2026-11-23 08:00"),
    # holidays: Christmas 2026 is a Friday; two in a row; one on a Sunday changes nothing
    (JAKARTA, OFFICE, CHRISTMAS, "2026-12-24 16:00", 2 * HOUR, "2026-12-28 09:00"),
    (JAKARTA, OFFICE, [date(2026, 12, 24), *CHRISTMAS], "2026-12-23 16:00", 2 * HOUR, "2026-12-28 09:00"),
    (JAKARTA, OFFICE, [date(2026, 11, 22)], "2026-11-20 16:30", HOUR, "2026-11-23 08:30"),
    (JAKARTA, OFFICE, [datetime(2026, 12, 25, 9)], "2026-12-24 16:00", 2 * HOUR, "2026-12-28 09:00"),
    # a night belongs to the day it starts on
    (JAKARTA, NIGHTS, CHRISTMAS, "2026-12-25 05:00", 2 * HOUR, "2026-12-26 23:00"),
    (JAKARTA, NIGHTS, CHRISTMAS, "2026-12-24 23:00", 7 * HOUR, "2026-12-25 06:00"),
    (JAKARTA, {4: [(time(22), time(6))]}, [], "2026-11-21 05:30", HOUR, "2026-11-27 22:30"),
    (JAKARTA, {6: [(time(22), time(6))]}, [], "2026-11-23 05:30", HOUR, "2026-11-29 22:30"),
    (JAKARTA, {6: [(time(22), time(6))]}, [date(2026, 11, 22)], "2026-11-23 05:30", HOUR, "2026-11-29 23:00"),
    # round the clock
    (JAKARTA, ROUND, [], "2026-11-20 16:00", 4 * HOUR, "2026-11-20 20:00"),
    (JAKARTA, ROUND, CHRISTMAS, "2026-12-24 23:00", 2 * HOUR, "2026-12-26 01:00"),
    (JAKARTA, ROUND, [], "2026-11-20 23:30", timedelta(microseconds=1), "2026-11-20 23:30:00.000001"),
    # ranges that overlap count once
    (JAKARTA, every((time(8), time(12)), (time(11), time(17))), [], "2026-11-20 10:00", 3 * HOUR, "2026-11-20 13:00"),
    (JAKARTA, every((time(20), time(4)), (time(2), time(10))), [], "2026-11-19 01:00", 9 * HOUR, "2026-11-19 10:00"),
    # the clocks go forward at 02:00 and back at 03:00
    (BERLIN, ROUND, [], "2026-03-28 12:00", 24 * HOUR, "2026-03-29 13:00"),
    (BERLIN, ROUND, [], "2026-10-24 12:00", 24 * HOUR, "2026-10-25 11:00"),
    (BERLIN, NIGHTS, [], "2026-03-28 22:00", 7 * HOUR, "2026-03-29 06:00"),
    (BERLIN, NIGHTS, [], "2026-10-24 22:00", 9 * HOUR, "2026-10-25 06:00"),
    (BERLIN, NIGHTS, [], "2026-10-24 22:00", 9 * HOUR + MINUTE, "2026-10-25 22:01"),
    (BERLIN, OFFICE, [], "2026-03-27 16:00", 2 * HOUR, "2026-03-30 09:00"),
    # an opening that falls into the gap is moved forward by it
    (BERLIN, {6: [(time(2, 30), time(5))]}, [], "2026-03-29 00:00", 0 * HOUR, "2026-03-29 03:30"),
    (BERLIN, {6: [(time(2), time(5))]}, [], "2026-03-29 00:00", HOUR, "2026-03-29 04:00"),
    (NEW_YORK, {6: [(time(2, 30), time(3, 15))], 0: [(time(9), time(17))]}, [], "2026-03-08 00:00", MINUTE, "2026-03-09 09:01"),
    # a wall time that occurs twice is the first of both
    (BERLIN, {6: [(time(2, 30), time(4))]}, [], "2026-10-25 00:00", 2 * HOUR + 30 * MINUTE, "2026-10-25 04:00"),
    # midnight itself does not exist
    ("America/Sao_Paulo", {6: [(time(0), time(2))]}, [], "2018-11-04 00:00", HOUR, "2018-11-04 02:00"),
    # a whole day is skipped: Friday's hours fall on Saturday
    ("Pacific/Apia", {3: [(time(8), time(9))], 4: [(time(8), time(9))]}, [], "2011-12-29 08:00", 2 * HOUR, "2011-12-31 09:00"),
    # years ahead and behind
    (JAKARTA, {0: [(time(9), time(9, 5))]}, [], "2026-11-20 09:00", 104 * 5 * MINUTE, "2028-11-13 09:05"),
    (JAKARTA, ROUND, [], "2026-11-20 00:00", timedelta(days=365 * 40 + 10), "2066-11-20 00:00"),
    (JAKARTA, OFFICE, [], "1999-12-31 16:00", 2 * HOUR, "2000-01-03 09:00"),
    # going back: the latest instant from which the amount has been worked
    (JAKARTA, OFFICE, [], "2026-11-23 09:00", -2 * HOUR, "2026-11-20 16:00"),
    (JAKARTA, OFFICE, [], "2026-11-23 09:00", -HOUR, "2026-11-23 08:00"),
    (JAKARTA, OFFICE, CHRISTMAS, "2026-12-28 09:00", -2 * HOUR, "2026-12-24 16:00"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "hours", "holidays", "start", "amount", "due"), ADDED)
def test_a_due_time_is_the_earliest_by_which_it_was_worked(zone, hours, holidays, start, amount, due):
    assert WorkingTime(zone, hours, holidays).add(at(start, zone), amount) == at(due, zone)


# zone, hours, holidays, from, to, worked
BETWEEN = [
    (JAKARTA, OFFICE, [], "2026-11-20 09:00", "2026-11-23 09:00", 9 * HOUR),
    (JAKARTA, LUNCH, [], "2026-11-20 00:00", "2026-11-21 00:00", 8 * HOUR),
    (JAKARTA, OFFICE, CHRISTMAS, "2026-12-24 17:00", "2026-12-28 08:00", 0 * HOUR),
    (JAKARTA, OFFICE, [], "2026-01-01 00:00", "2027-01-01 00:00", 261 * 9 * HOUR),
    (JAKARTA, NIGHTS, CHRISTMAS, "2026-12-25 00:00", "2026-12-26 00:00", 6 * HOUR),
    (BERLIN, ROUND, [], "2026-03-29 00:00", "2026-03-30 00:00", 23 * HOUR),
    (BERLIN, ROUND, [], "2026-10-25 00:00", "2026-10-26 00:00", 25 * HOUR),
    (BERLIN, ROUND, [date(2026, 10, 25)], "2026-10-25 00:00", "2026-10-26 00:00", 0 * HOUR),
    (BERLIN, every((time(8), time(0)), days=range(7)), [], "2026-10-24 00:00", "2026-10-26 00:00", 32 * HOUR),
    ("Australia/Lord_Howe", ROUND, [], "2026-10-04 00:00", "2026-10-05 00:00", 23 * HOUR + 30 * MINUTE),
]


@pytest.mark.parametrize(("zone", "hours", "holidays", "since", "until", "worked"), BETWEEN)
def test_time_between_is_what_was_worked_and_negative_backwards(zone, hours, holidays, since, until, worked):
    calendar = WorkingTime(zone, hours, holidays)
    assert calendar.between(at(since, zone), at(until, zone)) == worked
    assert calendar.between(at(until, zone), at(since, zone)) == -worked


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-20 07:59:59.999999", False),
        ("2026-11-20 08:00", True),
        ("2026-11-20 16:59:59.999999", True),
        ("2026-11-20 17:00", False),
        ("2026-11-21 10:00", False),
        ("2026-12-25 10:00", False),
    ],
)
def test_it_is_open_from_the_opening_until_just_before_the_closing(moment, is_open):
    assert WorkingTime(JAKARTA, OFFICE, CHRISTMAS).is_open(at(moment, JAKARTA)) is is_open


def test_the_two_occurrences_of_one_wall_time_are_told_apart():
    calendar = WorkingTime(BERLIN, {6: [(time(0), time(2, 30))]}, [])
    first = at("2026-10-25 02:15", BERLIN)
    assert calendar.is_open(first)
    assert not calendar.is_open(first.replace(fold=1))
    assert calendar.next_opening(first.replace(fold=1)) == at("2026-11-01 00:00", BERLIN)


def test_the_next_opening_is_now_while_open():
    calendar = WorkingTime(JAKARTA, LUNCH, [])
    assert calendar.next_opening(at("2026-11-20 09:10", JAKARTA)) == at("2026-11-20 09:10", JAKARTA)
    assert calendar.next_opening(at("2026-11-20 12:00", JAKARTA)) == at("2026-11-20 13:00", JAKARTA)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=7)), ZoneInfo(NEW_YORK)])
def test_answers_come_in_the_zone_of_the_question(zone):
    due = WorkingTime(JAKARTA, OFFICE, []).add(at("2026-11-20 09:00", JAKARTA).astimezone(zone), HOUR)
    assert due.tzinfo is zone
    assert due == at("2026-11-20 10:00", JAKARTA)


@pytest.mark.parametrize(
    "arguments",
    [
        (JAKARTA, {}, []),
        (JAKARTA, {0: []}, []),
        (JAKARTA, {7: [(time(8), time(9))]}, []),
        ("Asia/Atlantis", OFFICE, []),
        ("Asia", OFFICE, []),
        ("", OFFICE, []),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(arguments):
    with pytest.raises(ValueError, match=r"\w"):
        WorkingTime(*arguments)


def test_naive_times_are_refused():
    calendar, naive = WorkingTime(JAKARTA, OFFICE, []), datetime(2026, 11, 20, 9)
    aware = naive.replace(tzinfo=UTC)
    for ask in (
        lambda: calendar.add(naive, HOUR),
        lambda: calendar.is_open(naive),
        lambda: calendar.next_opening(naive),
        lambda: calendar.between(naive, aware),
        lambda: calendar.between(aware, naive),
    ):
        with pytest.raises(ValueError, match="zone"):
            ask()


def test_years_that_no_datetime_can_hold_are_refused():
    calendar = WorkingTime(JAKARTA, OFFICE, [])
    with pytest.raises(ValueError, match="years"):
        calendar.add(at("2026-11-20 09:00", JAKARTA), timedelta(days=999_999_999))
    with pytest.raises(ValueError, match="years"):
        calendar.add(at("2026-11-20 09:00", JAKARTA), -timedelta(days=999_999_999))
    with pytest.raises(ValueError, match="years"):
        calendar.is_open(datetime.max.replace(tzinfo=UTC))


def test_holidays_without_end_push_the_due_time_out_and_no_further():
    closed = [date(2026, 1, 1) + timedelta(days=day) for day in range(3 * 365)]
    calendar = WorkingTime(JAKARTA, OFFICE, closed)
    assert calendar.add(at("2026-02-01 09:00", JAKARTA), HOUR) == at("2029-01-01 09:00", JAKARTA)


def test_threads_that_ask_one_calendar_at_once_get_what_one_would():
    shared, answers = WorkingTime(BERLIN, LUNCH, CHRISTMAS), {}
    starts = [datetime(1990 + year, 5, 4, 10, tzinfo=UTC) for year in range(0, 60, 5)]

    def ask(start: datetime) -> None:
        answers[start] = [shared.add(start, 7 * HOUR * step) for step in range(1, 400, 7)]

    threads = [Thread(target=ask, args=(start,)) for start in starts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for start, found in answers.items():
        alone = WorkingTime(BERLIN, LUNCH, CHRISTMAS)
        assert found == [alone.add(start, 7 * HOUR * step) for step in range(1, 400, 7)]


def test_a_special_date_has_hours_of_its_own_instead_of_the_weekly_ones_or_a_holiday():
    special = {date(2026, 11, 20): [(time(8), time(12))], date(2026, 11, 21): [(time(9), time(11))]}
    calendar = WorkingTime(JAKARTA, OFFICE, [date(2026, 11, 20)], special)
    assert calendar.add(at("2026-11-20 11:00", JAKARTA), 4 * HOUR) == at("2026-11-23 09:00", JAKARTA)
    assert calendar.between(at("2026-11-20 00:00", JAKARTA), at("2026-11-23 00:00", JAKARTA)) == 6 * HOUR
