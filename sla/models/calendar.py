"""When a desk works."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models.user import known_time_zone
from records.models import Subject
from sla import hours
from sla.businesstime import WorkingTime

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def readable_hours(text: str) -> None:
    """Refuse hours that cannot be read."""
    try:
        hours.parse(text)
    except ValueError as fault:
        raise ValidationError(str(fault)) from None


def _hours(label: Any, default: str = "") -> models.CharField[str, str]:
    return models.CharField(label, max_length=120, blank=True, default=default, validators=[readable_hours])


class Country(models.TextChoices):
    """Whose public holidays are taken over."""

    NONE = "", _("None")
    INDONESIA = "ID", _("Indonesia")
    SINGAPORE = "SG", _("Singapore")
    MALAYSIA = "MY", _("Malaysia")


class Calendar(Subject):
    """Weekly hours in a time zone, with holidays and days that are different (SPEC B2)."""

    subject_type = "calendar"
    RECORDED = ("name", "time_zone", *WEEKDAYS, "country", "with_joint_leave", "is_active")

    name = models.CharField(_("Name"), max_length=80, unique=True)
    time_zone = models.CharField(_("Time zone"), max_length=40, default="Asia/Jakarta", validators=[known_time_zone])
    monday = _hours(_("Monday"), "08:00-17:00")
    tuesday = _hours(_("Tuesday"), "08:00-17:00")
    wednesday = _hours(_("Wednesday"), "08:00-17:00")
    thursday = _hours(_("Thursday"), "08:00-17:00")
    friday = _hours(_("Friday"), "08:00-17:00")
    saturday = _hours(_("Saturday"))
    sunday = _hours(_("Sunday"))
    country = models.CharField(_("Public holidays of"), max_length=2, choices=Country.choices, blank=True, default="ID")
    with_joint_leave = models.BooleanField(_("Joint leave (cuti bersama) is off too"), default=True)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Calendar")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return gettext(self.name)

    def clean(self) -> None:
        """A calendar opens at some time, and no night reaches into the next day's hours."""
        try:
            ranges = [hours.parse(getattr(self, day)) for day in WEEKDAYS]
        except ValueError:
            return  # said at the day itself
        if not any(ranges):
            raise ValidationError({"monday": gettext("This is never open. Give at least one day its hours.")})
        for number, day in enumerate(WEEKDAYS):
            if hours.overlap(ranges[number - 1], ranges[number]):
                raise ValidationError({day: gettext("The night before reaches into these hours.")})

    def working_time(self) -> WorkingTime:
        """This calendar, ready to reckon with; kept as long as nothing about it changes."""
        return _kept(self.pk, self.entry_number)

    def working_day(self) -> timedelta:
        """How long a day of work is: the mean of the days that open. «3 days» is three times this."""
        return _day(*(getattr(self, day) for day in WEEKDAYS))

    def share_of_week(self) -> float:
        """Which part of a week is open, from nothing to one."""
        opened = (hours.length(hours.parse(getattr(self, day))) for day in WEEKDAYS)
        return sum(opened, timedelta(0)) / timedelta(days=7)

    def reckoned(self) -> WorkingTime:
        """This calendar as it is stored now, its special days included."""
        special = {day.on: hours.parse(day.hours) for day in self.special_days.all()}
        weekly = {number: hours.parse(getattr(self, day)) for number, day in enumerate(WEEKDAYS)}
        return WorkingTime(self.time_zone, weekly, [], special)


class SpecialDay(models.Model):
    """A date with hours of its own; without any it is closed: a holiday, a closure, an extra opening."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="special_days")
    on = models.DateField(_("Date"))
    name = models.CharField(_("Name"), max_length=120)
    hours = models.CharField(_("Hours"), max_length=120, blank=True, validators=[readable_hours])
    is_holiday = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["calendar", "on"], name="sla_special_day_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


@lru_cache(maxsize=256)
def _kept(pk: int, entry_number: int) -> WorkingTime:
    return Calendar.objects.get(pk=pk).reckoned()


@lru_cache(maxsize=256)
def _day(*week: str) -> timedelta:
    opened = [length for day in week if (length := hours.length(hours.parse(day)))]
    return sum(opened, timedelta(0)) / len(opened)
