"""Who is there: shifts over midnight and time zones, absence, deputies (SPEC J2)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from people.actions import add
from people.duty import on_duty
from people.models import Absence, Shift, User
from records.refusals import Invalid, NotAllowed
from tests.cast import Cast

FRIDAY_NOON = datetime.fromisoformat("2026-11-20T12:00+07:00")


@pytest.mark.parametrize(
    ("days", "hours", "at", "is_on"),
    [
        ("0 1 2 3 4", "08:00-17:00", "2026-11-20T08:00+07:00", True),
        ("0 1 2 3 4", "08:00-17:00", "2026-11-20T07:59:59+07:00", False),
        ("0 1 2 3 4", "08:00-17:00", "2026-11-20T17:00+07:00", False),
        ("0 1 2 3 4", "08:00-17:00", "2026-11-21T12:00+07:00", False),
        ("0 1 2 3 4", "08:00-17:00", "2026-11-20T02:00+00:00", True),
        ("4", "22:00-06:00", "2026-11-20T23:00+07:00", True),
        ("4", "22:00-06:00", "2026-11-21T05:59+07:00", True),
        ("4", "22:00-06:00", "2026-11-21T06:00+07:00", False),
        ("4", "22:00-06:00", "2026-11-20T05:00+07:00", False),
        ("5", "22:00-06:00", "2026-11-21T05:00+07:00", False),
        ("4", "08:00-08:00", "2026-11-21T07:59+07:00", True),
        ("4", "08:00-08:00", "2026-11-20T07:59+07:00", False),
    ],
)
def test_a_shift_belongs_to_the_day_it_begins_on(days: str, hours: str, at: str, is_on: bool) -> None:
    begins, ends = (time.fromisoformat(each) for each in hours.split("-"))
    shift = Shift(days=days, begins=begins, ends=ends, time_zone="Asia/Jakarta")
    assert shift.covers(datetime.fromisoformat(at)) is is_on


def shift(cast: Cast, name: str, hours: str, *people: User) -> Shift:
    begins, ends = (time.fromisoformat(each) for each in hours.split("-"))
    made = Shift(name=name, days="0 1 2 3 4", begins=begins, ends=ends)
    return add(made, by=cast.by("administrator"), related={"people": people})


def away(cast: Cast, person: User, first: date, last: date, deputy: User | None = None) -> Absence:
    return add(Absence(person=person, first_day=first, last_day=last, deputy=deputy), by=cast.by("administrator"))


def there(cast: Cast, *names: str, at: datetime = FRIDAY_NOON) -> list[User]:
    return on_duty(User.objects.filter(pk__in=[getattr(cast, name).pk for name in names]), at)


def test_whoever_is_on_no_shift_is_there_at_any_hour(cast: Cast) -> None:
    shift(cast, "Night", "22:00-06:00", cast.agent)
    assert there(cast, "agent", "specialist") == [cast.specialist]


def test_one_shift_of_several_is_enough(cast: Cast) -> None:
    shift(cast, "Night", "22:00-06:00", cast.agent)
    shift(cast, "Day", "08:00-17:00", cast.agent)
    assert there(cast, "agent") == [cast.agent]


def test_a_shift_out_of_use_binds_nobody(cast: Cast) -> None:
    Shift.objects.filter(pk=shift(cast, "Night", "22:00-06:00", cast.agent).pk).update(is_active=False)
    assert there(cast, "agent") == [cast.agent]


@pytest.mark.parametrize(
    ("first", "last", "is_there"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), False),
        (date(2026, 11, 1), date(2026, 11, 30), False),
        (date(2026, 11, 21), date(2026, 11, 30), True),
        (date(2026, 11, 1), date(2026, 11, 19), True),
    ],
)
def test_who_is_away_is_not_there(cast: Cast, first: date, last: date, is_there: bool) -> None:
    away(cast, cast.agent, first, last)
    assert bool(there(cast, "agent")) is is_there


def test_the_days_of_an_absence_are_those_of_where_the_person_lives(cast: Cast) -> None:
    away(cast, cast.agent, date(2026, 11, 20), date(2026, 11, 20))
    assert there(cast, "agent", at=datetime.fromisoformat("2026-11-19T17:00+00:00")) == []
    assert there(cast, "agent", at=datetime.fromisoformat("2026-11-20T17:00+00:00")) == [cast.agent]


def test_a_deputy_stands_in_unless_they_are_away_themselves(cast: Cast) -> None:
    away(cast, cast.agent, date(2026, 11, 20), date(2026, 11, 20), deputy=cast.specialist)
    assert there(cast, "agent") == [cast.specialist]
    assert there(cast, "agent", "specialist") == [cast.specialist]
    away(cast, cast.specialist, date(2026, 11, 20), date(2026, 11, 20))
    assert there(cast, "agent") == []


def test_whoever_left_is_not_there(cast: Cast) -> None:
    User.objects.filter(pk=cast.agent.pk).update(is_active=False)
    assert there(cast, "agent") == []


def test_what_cannot_be_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        away(cast, cast.agent, date(2026, 11, 20), date(2026, 11, 19))
    assert list(refused.value.errors) == ["last_day"]
    with pytest.raises(Invalid) as refused:
        away(cast, cast.agent, date(2026, 11, 20), date(2026, 11, 20), deputy=cast.agent)
    assert list(refused.value.errors) == ["deputy"]
    with pytest.raises(Invalid) as refused:
        add(Shift(name="Never", days="", begins=time(8), ends=time(9)), by=cast.by("administrator"))
    assert "days" in refused.value.errors
    with pytest.raises(NotAllowed):
        add(Shift(name="Own", begins=time(8), ends=time(9)), by=cast.by("agent"))
