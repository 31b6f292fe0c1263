"""Waiting well: what a hold reason carries, and where each hold stands by it (SPEC A12)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from records.models import Subject
from sla.choices import AWAITED
from sla.models.calendar import Calendar


class HoldRule(Subject):
    """How often whoever is waited for is reminded while on hold for a reason, and what then happens."""

    subject_type = "hold_rule"
    RECORDED = ("reason", "every_days", "times", "calendar_id", "then_resume", "is_active")

    reason = models.CharField(_("Waits for"), max_length=10, choices=AWAITED, unique=True)
    every_days = models.PositiveSmallIntegerField(
        _("Remind every (working days)"), default=2, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    times = models.PositiveSmallIntegerField(
        _("How many times"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    calendar = models.ForeignKey(
        Calendar, on_delete=models.PROTECT, related_name="hold_rules", verbose_name=_("Calendar")
    )
    then_resume = models.BooleanField(
        _("Then the hold ends"), default=True, help_text=_("The assignee goes on, or closes it with a reason.")
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Hold rule")
        ordering: ClassVar = ["reason"]

    def __str__(self) -> str:
        return str(dict(AWAITED)[self.reason])

    def silent_since(self, now: datetime) -> datetime:
        """What has not moved since then is to be reminded of."""
        return self.calendar.working_time().add(now, -self.every_days * self.calendar.working_day())

    def next_after(self, at: datetime) -> datetime:
        """The next reminder after one at that time."""
        return self.calendar.working_time().add(at, self.every_days * self.calendar.working_day())


class Waiting(models.Model):
    """A hold that goes on: how many reminders went out, and when the next thing happens."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, primary_key=True, related_name="waiting")
    rule = models.ForeignKey(HoldRule, null=True, on_delete=models.PROTECT, related_name="+")
    reminders = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="sla_waiting_next", condition=Q(next_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.next_at}"
