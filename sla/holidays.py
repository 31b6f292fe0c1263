"""Public holidays out of the ``holidays`` library into a calendar's own table, where they can be seen and edited (B2)."""

from __future__ import annotations

from datetime import date

import holidays
from django.db import transaction

from people.actors import machine
from records.recording import begin, record
from sla.entries import HolidaysTaken
from sla.models import Calendar, SpecialDay

YEARS_AHEAD = 2


def known(country: str, years: range, *, with_joint_leave: bool) -> dict[date, str]:
    """The holidays of a country by date; joint leave is *cuti bersama* in Indonesia."""
    categories = ("public", "government") if with_joint_leave and country == "ID" else ("public",)
    language = "id" if country == "ID" else None
    return dict(holidays.country_holidays(country, years=list(years), categories=categories, language=language))


def refresh_all(year: int) -> int:
    """Refresh every calendar in use that has a country; returns in how many something changed."""
    return sum(refresh(calendar, year) for calendar in Calendar.objects.filter(is_active=True).exclude(country=""))


def refresh(calendar: Calendar, year: int) -> bool:
    """Take in the holidays from ``year`` on; what was entered by hand stays. Whether anything changed."""
    with transaction.atomic():
        row = Calendar.objects.select_for_update(no_key=True).get(pk=calendar.pk)
        begin(row)
        added, removed = _differences(row, range(year, year + YEARS_AHEAD + 1))
        if not added and not removed:
            return False
        row.special_days.filter(on__in=removed, is_holiday=True).delete()
        SpecialDay.objects.bulk_create(
            SpecialDay(calendar=row, on=on, name=name[:120], is_holiday=True) for on, name in added.items()
        )
        record(row, HolidaysTaken(year=year, added=len(added), removed=len(removed)), by=machine("Holidays"))
    return True


def _differences(calendar: Calendar, years: range) -> tuple[dict[date, str], list[date]]:
    wanted = known(calendar.country, years, with_joint_leave=calendar.with_joint_leave) if calendar.country else {}
    kept = list(calendar.special_days.filter(on__year__in=list(years)))
    by_hand = {day.on for day in kept if not day.is_holiday}
    taken = {day.on: day.name for day in kept if day.is_holiday}
    fresh = {on: name for on, name in wanted.items() if on not in by_hand and taken.get(on) != name[:120]}
    gone = [on for on in taken if on not in wanted or on in fresh]
    return fresh, gone
