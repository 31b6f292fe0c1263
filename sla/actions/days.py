from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from people.rights import may
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed
from sla import hours
from sla.entries import DaysSet
from sla.models import Calendar, SpecialDay

Day = tuple[str, str]
"""Name, and hours as they are written; without hours it is closed."""


def set_days(calendar: Calendar, *, by: Actor, days: Mapping[date, Day | None]) -> Calendar:
    """Give dates hours of their own, or with None the weekly ones again (B2). Raises NotAllowed, or Invalid by date."""
    if not may(by, "administer"):
        raise NotAllowed
    _check(days)
    with transaction.atomic():
        row = Calendar.objects.select_for_update(no_key=True).get(pk=calendar.pk)
        begin(row)
        row.special_days.filter(on__in=list(days)).delete()
        SpecialDay.objects.bulk_create(
            SpecialDay(calendar=row, on=on, name=day[0], hours=day[1]) for on, day in days.items() if day is not None
        )
        record(row, DaysSet(dates=sorted(on.isoformat() for on in days)), by=by)
    return row


def _check(days: Mapping[date, Day | None]) -> None:
    wrong: dict[str, str] = {}
    for on, day in days.items():
        if day is None:
            continue
        if not day[0].strip():
            wrong[on.isoformat()] = _("Say what this day is.")
        try:
            hours.parse(day[1])
        except ValueError as fault:
            wrong[on.isoformat()] = str(fault)
    if wrong:
        raise Invalid(wrong)
