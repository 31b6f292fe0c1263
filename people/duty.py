"""Who of some people is there now: on shift, and not away (SPEC J2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from people.models import Absence, Shift, User

A_DAY = timedelta(days=1)


def on_duty(people: QuerySet[User], at: datetime) -> list[User]:
    """Those of these active people who are there at that instant, and for who is away their deputy if they are; by id."""
    asked = list(people.filter(is_active=True).distinct())
    if not asked:
        return []
    away = _away(asked, at)
    deputies = _deputies(away)
    there = _on_shift([*(each for each in asked if each.pk not in away), *deputies], at)
    return sorted({each.pk: each for each in there}.values(), key=lambda each: each.pk)


def _deputies(away: dict[int, Absence]) -> list[User]:
    wanted = {each.deputy_id for each in away.values() if each.deputy_id}
    found = list(User.objects.filter(pk__in=wanted, is_active=True)) if wanted else []
    return [each for each in found if each.pk not in away]


def _away(people: Iterable[User], at: datetime) -> dict[int, Absence]:
    """By person; the days of two time zones differ by at most one."""
    zones = {each.pk: each.time_zone for each in people}
    near = Absence.objects.filter(
        is_active=True, first_day__lte=(at + A_DAY).date(), last_day__gte=(at - A_DAY).date()
    ).select_related("person")
    return {each.person_id: each for each in near if each.covers(at, zones.get(each.person_id, each.person.time_zone))}


def _on_shift(people: list[User], at: datetime) -> list[User]:
    shifts = defaultdict(list)
    pairs = Shift.people.through._default_manager.filter(user__in=people, shift__is_active=True)
    for pair in pairs.select_related("shift"):
        shifts[pair.user_id].append(pair.shift)
    return [each for each in people if each.pk not in shifts or any(shift.covers(at) for shift in shifts[each.pk])]
