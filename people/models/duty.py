"""Who is there: shifts and absence (SPEC J2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models.team import Team
from people.models.user import known_time_zone
from records.models import Subject

WEEKDAYS = [
    ("0", _("Monday")), ("1", _("Tuesday")), ("2", _("Wednesday")), ("3", _("Thursday")), ("4", _("Friday")),
    ("5", _("Saturday")), ("6", _("Sunday")),
]  # fmt: skip


class Shift(Subject):
    """Hours at which some people are on duty. Whoever is on no shift counts as there at any hour.

    A shift belongs to the day it begins on; one that ends before or when it begins goes on past midnight.
    """

    subject_type = "shift"
    RECORDED = ("name", "team_id", "days", "begins", "ends", "time_zone", "is_active")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="shifts", verbose_name=_("Team")
    )
    days = models.CharField(_("Days"), max_length=20, default="0 1 2 3 4")
    begins = models.TimeField(_("Begins"))
    ends = models.TimeField(_("Ends"))
    time_zone = models.CharField(_("Time zone"), max_length=40, default="Asia/Jakarta", validators=[known_time_zone])
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="shifts", verbose_name=_("People")
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Shift")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """At least one day."""
        if not set(self.days.split()) & {code for code, _name in WEEKDAYS}:
            raise ValidationError({"days": gettext("Choose at least one day.")})

    def covers(self, at: datetime) -> bool:
        """Whether it is on at that instant: from the minute it begins until just before it ends."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        goes_on = self.ends <= self.begins
        if self._is_day(local.date()) and local.time() >= self.begins:
            return goes_on or local.time() < self.ends
        return goes_on and self._is_day(local.date() - timedelta(days=1)) and local.time() < self.ends

    def _is_day(self, on: date) -> bool:
        return str(on.weekday()) in self.days.split()


class Absence(Subject):
    """Days on which a person is away, the first and the last included; ``deputy`` is told instead."""

    subject_type = "absence"
    RECORDED = ("person_id", "first_day", "last_day", "deputy_id", "is_active")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences", verbose_name=_("Person")
    )
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Deputy"),
    )  # fmt: skip
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Absence")
        ordering: ClassVar = ["-first_day"]
        indexes: ClassVar = [models.Index(fields=["person", "last_day"], name="people_absent")]

    def __str__(self) -> str:
        return f"{self.person} {self.first_day} – {self.last_day}"

    def clean(self) -> None:
        """Days in order; nobody stands in for themselves."""
        if None not in (self.first_day, self.last_day) and self.last_day < self.first_day:
            raise ValidationError({"last_day": gettext("This ends before it begins. Choose a later date.")})
        if self.deputy_id and self.deputy_id == self.person_id:
            raise ValidationError({"deputy": gettext("Choose somebody else.")})

    def covers(self, at: datetime, zone: str) -> bool:
        """Whether the person is away at that instant, by the calendar of where they live."""
        local = at.astimezone(ZoneInfo(zone))
        return self.first_day <= local.date() <= self.last_day
