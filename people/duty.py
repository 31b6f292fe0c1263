"""Who of some people is there now: on shift, and not away (SPEC J2)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet

from people.models import Absence, Shift, User

A_DAY = timedelta(days=1)


class Roster:
    """Shifts and absences around one instant, read once: for whoever asks about many people in a row."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def there(self, people: QuerySet[User]) -> list[User]:
        """Those of these active people who are there, and for who is away their deputy if they are; by id."""
        asked = list(people.filter(is_active=True).distinct())
        if not asked:
            return []
        away = [each for each in asked if self._is_away(each)]
        there = [each for each in asked if each not in away and self._is_on_shift(each)]
        return sorted({*there, *self._deputies(away)}, key=lambda each: each.pk)

    def _deputies(self, away: list[User]) -> list[User]:
        wanted = [deputy for each in away if (deputy := self._absences[each.pk].deputy_id)]
        found = User.objects.filter(pk__in=wanted, is_active=True) if wanted else ()
        return [each for each in found if not self._is_away(each) and self._is_on_shift(each)]

    def _is_away(self, person: User) -> bool:
        absence = self._absences.get(person.pk)
        return absence is not None and absence.covers(self.at, person.time_zone)

    def _is_on_shift(self, person: User) -> bool:
        shifts = self._shifts.get(person.pk)
        return shifts is None or any(shift.covers(self.at) for shift in shifts)

    @cached_property
    def _absences(self) -> dict[int, Absence]:
        """By person; the days of two time zones differ by at most one. Where several are near, one that covers now."""
        near = Absence.objects.filter(
            is_active=True, first_day__lte=(self.at + A_DAY).date(), last_day__gte=(self.at - A_DAY).date()
        ).select_related("person")
        return {
            each.person_id: each for each in sorted(near, key=lambda each: each.covers(self.at, each.person.time_zone))
        }

    @cached_property
    def _shifts(self) -> dict[int, list[Shift]]:
        """By person; whoever is on none is not in it."""
        found = defaultdict(list)
        pairs = Shift.people.through._default_manager.filter(shift__is_active=True).select_related("shift")
        for pair in pairs:
            found[pair.user_id].append(pair.shift)
        return dict(found)


def on_duty(people: QuerySet[User], at: datetime) -> list[User]:
    """Those of these people who are there at that instant, and deputies of who is away."""
    return Roster(at).there(people)


def absence_of(person: User, at: datetime) -> Absence | None:
    """The absence that keeps this person away at that instant, with its deputy; None while they are there."""
    near = Absence.objects.filter(
        person=person, is_active=True, first_day__lte=(at + A_DAY).date(), last_day__gte=(at - A_DAY).date()
    ).select_related("deputy")
    return next((each for each in near if each.covers(at, person.time_zone)), None)
