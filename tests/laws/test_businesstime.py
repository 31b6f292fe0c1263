"""Laws of business time, for any hours, holidays and zone; the last one against a clock that steps minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sla.businesstime import WorkingTime

MINUTE = timedelta(minutes=1)
ZONES = st.sampled_from(
    ["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 59]))
HOURS = st.dictionaries(
    st.integers(0, 6), st.lists(st.tuples(TIMES, TIMES), min_size=1, max_size=3), min_size=1, max_size=7
)
MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
HOLIDAYS = st.lists(st.dates(date(2010, 1, 1), date(2040, 1, 1)), max_size=20)
AMOUNTS = st.timedeltas(timedelta(0), timedelta(hours=200))
CALENDARS = st.builds(WorkingTime, ZONES, HOURS, HOLIDAYS)


@given(CALENDARS, MOMENTS, AMOUNTS, AMOUNTS)
def test_more_work_is_never_due_earlier(calendar, start, one, other):
    less, more = sorted((one, other))
    assert calendar.add(start, less) <= calendar.add(start, more)


@given(CALENDARS, MOMENTS, MOMENTS, AMOUNTS)
def test_a_later_start_is_never_due_earlier(calendar, one, other, amount):
    first, second = sorted((one, other))
    assert calendar.add(first, amount) <= calendar.add(second, amount)


@given(CALENDARS, MOMENTS, AMOUNTS, AMOUNTS.filter(bool))
def test_adding_in_two_steps_is_adding_the_sum(calendar, start, one, other):
    assert calendar.add(calendar.add(start, one), other) == calendar.add(start, one + other)


@given(CALENDARS, MOMENTS, AMOUNTS)
def test_between_undoes_add(calendar, start, amount):
    assert calendar.between(start, calendar.add(start, amount)) == amount


@given(CALENDARS, MOMENTS, MOMENTS)
def test_add_undoes_between_where_the_end_is_open(calendar, one, other):
    start, end = sorted((one, calendar.next_opening(other)))
    worked = calendar.between(start, end)
    if calendar.is_open(end) and worked:
        due = calendar.add(start, worked)
        assert due == end or (due < end and not calendar.between(due, end))


@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_between_is_additive_and_turns_its_sign(calendar, one, two, three):
    whole = calendar.between(one, three)
    assert calendar.between(one, two) + calendar.between(two, three) == whole == -calendar.between(three, one)


@given(CALENDARS, MOMENTS, AMOUNTS.filter(bool))
def test_going_back_undoes_going_on(calendar, start, amount):
    back = calendar.add(start, -amount)
    assert calendar.between(back, start) == amount
    assert calendar.is_open(back)


@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_open_and_nothing_is_worked_before_it(calendar, moment):
    opening = calendar.next_opening(moment)
    assert opening >= moment
    assert calendar.is_open(opening)
    assert not calendar.between(moment, opening)


@given(ZONES, HOURS, HOLIDAYS, st.integers(0, 6), st.tuples(TIMES, TIMES), MOMENTS, AMOUNTS)
def test_widening_the_hours_never_makes_a_due_later(zone, hours, holidays, day, more, start, amount):
    wider = {**hours, day: [*hours.get(day, []), more]}
    assert WorkingTime(zone, wider, holidays).add(start, amount) <= WorkingTime(zone, hours, holidays).add(
        start, amount
    )


@given(ZONES, HOURS, HOLIDAYS, st.dates(date(2010, 1, 1), date(2040, 1, 1)), MOMENTS, AMOUNTS)
def test_a_holiday_never_makes_a_due_earlier(zone, hours, holidays, more, start, amount):
    fewer = WorkingTime(zone, hours, [*holidays, more])
    assert fewer.add(start, amount) >= WorkingTime(zone, hours, holidays).add(start, amount)


@given(CALENDARS, MOMENTS, AMOUNTS, st.integers(-14 * 60, 14 * 60))
def test_another_offset_of_the_same_instant_changes_nothing(calendar, start, amount, minutes):
    elsewhere = start.astimezone(timezone(minutes * MINUTE))
    assert calendar.add(elsewhere, amount) == calendar.add(start, amount)
    assert calendar.is_open(elsewhere) == calendar.is_open(start)


@given(st.tuples(ZONES, HOURS, HOLIDAYS), MOMENTS, MOMENTS, AMOUNTS)
def test_what_was_asked_before_changes_nothing(terms, earlier, start, amount):
    asked = WorkingTime(*terms)
    asked.is_open(earlier)
    assert asked.add(start, amount) == WorkingTime(*terms).add(start, amount)


def stepped(zone: str, hours: dict, holidays: list[date], start: datetime, minutes: int) -> timedelta:
    """How many of the coming minutes are worked: each looked up on the wall, as a person would."""
    worked = 0
    for step in range(minutes):
        wall = (start + step * MINUTE).astimezone(ZoneInfo(zone))
        worked += any(
            _within(wall.time(), since, until, night=bool(back))
            for back in (0, 1)
            for since, until in hours.get((wall.date() - timedelta(days=back)).weekday(), ())
            if wall.date() - timedelta(days=back) not in holidays
        )
    return worked * MINUTE


def _within(at: time, since: time, until: time, *, night: bool) -> bool:
    if night:
        return until <= since and at < until
    return since <= at and (at < until or until <= since)


# Zones that had no change of the clocks in these years: what a wall time means then is beyond a look at the wall.
@settings(max_examples=30)
@given(
    st.sampled_from(["Asia/Jakarta", "Asia/Kolkata", "UTC", "Asia/Kathmandu"]),
    HOURS,
    st.lists(st.dates(date(2026, 11, 1), date(2026, 11, 12)), max_size=3),
    st.integers(0, 3 * 24 * 60),
)
def test_it_agrees_with_a_clock_that_steps_minute_by_minute(zone, hours, holidays, offset):
    start = datetime(2026, 11, 3, tzinfo=UTC) + offset * MINUTE
    worked = WorkingTime(zone, hours, holidays).between(start, start + timedelta(days=4))
    assert worked == stepped(zone, hours, holidays, start, 4 * 24 * 60)


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.integers(0, 6),
        st.lists(st.tuples(st.sampled_from([time(4), time(8, 30), time(0), time(22)]), st.sampled_from([time(0), time(5), time(23)]))),
        min_size=1,
    ),
    st.sampled_from([datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)]),
)  # fmt: skip
def test_it_agrees_with_it_over_a_change_of_the_clocks(hours, start):
    if any(hours.values()):
        worked = WorkingTime("Europe/Berlin", hours, []).between(start, start + timedelta(days=3))
        assert worked == stepped("Europe/Berlin", hours, [], start, 3 * 24 * 60)
