"""Who is asked, when, how often, and what follows: for every service, or for one (SPEC G2, A7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.models import Subject
from services.models import Service
from sla.models import Calendar


class SurveyPolicy(Subject):
    """The rules of asking. Where a service has none of its own, the one without a service holds; without any nobody is asked."""

    subject_type = "survey_policy"
    RECORDED = (
        "service_id", "share", "pause_days", "open_days", "delay_hours", "remind_after_days", "reminders", "low_score",
        "follow_up_days", "calendar_id", "is_anonymous", "check_after_days", "check_reminders", "is_active",
    )  # fmt: skip

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="survey_policies",
        verbose_name=_("Service"), help_text=_("Empty: every service that has no policy of its own."),
    )  # fmt: skip
    share = models.PositiveSmallIntegerField(
        _("How many are asked (percent)"), default=100, validators=[MaxValueValidator(100)],
        help_text=_("100: everybody. Which ones is decided by the incident's number, not by people."),
    )  # fmt: skip
    pause_days = models.PositiveSmallIntegerField(
        _("The same person at most once in (days)"), default=14, validators=[MaxValueValidator(365)]
    )
    open_days = models.PositiveSmallIntegerField(
        _("Can be answered for (days)"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    delay_hours = models.PositiveSmallIntegerField(
        _("Asked so long after closing (hours)"), default=0, validators=[MaxValueValidator(24 * 14)]
    )
    remind_after_days = models.PositiveSmallIntegerField(
        _("Reminded without an answer after (days)"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    reminders = models.PositiveSmallIntegerField(
        _("Reminders, at most"), default=1, validators=[MaxValueValidator(2)], help_text=_("0: none.")
    )
    low_score = models.PositiveSmallIntegerField(
        _("Followed up from this score down"), default=2, validators=[MaxValueValidator(4)],
        help_text=_("0: no score is followed up."),
    )  # fmt: skip
    follow_up_days = models.PositiveSmallIntegerField(
        _("Followed up within (days)"), default=2, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    calendar = models.ForeignKey(
        Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="survey_policies",
        verbose_name=_("Calendar"), help_text=_("Days are working days of this calendar; empty: any day counts."),
    )  # fmt: skip
    is_anonymous = models.BooleanField(
        _("Answers are anonymous"), default=False,
        help_text=_("Nobody sees whose answer it is; results show from five answers on."),
    )  # fmt: skip
    check_after_days = models.PositiveSmallIntegerField(
        _("Asked again whether it works after (days)"), default=2,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )  # fmt: skip
    check_reminders = models.PositiveSmallIntegerField(
        _("… at most so many times"), default=3, validators=[MaxValueValidator(10)]
    )
    is_active = models.BooleanField(_("In use"), default=True, help_text=_("Where none is in use, nobody is asked."))

    class Meta:
        verbose_name = _("Survey policy")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service"], name="surveys_policy_once", nulls_distinct=False,
                violation_error_message=_("There is a policy for this already. Change that one."),
            ),
            models.CheckConstraint(
                name="surveys_policy_within_bounds",
                condition=Q(share__lte=100, reminders__lte=2, low_score__lte=4, open_days__gte=1),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.service) if self.service_id else gettext("Every service")

    @classmethod
    def of(cls, service_id: int | None) -> SurveyPolicy | None:
        """The policy that holds for a service; None where nobody is to be asked."""
        found = cls._default_manager.filter(Q(service=None) | Q(service=service_id), is_active=True)
        return found.select_related("calendar").order_by(F("service").asc(nulls_last=True)).first()

    @property
    def pause(self) -> timedelta:
        """Nobody is asked again in this time."""
        return timedelta(days=self.pause_days)

    def asked_at(self, closed_at: datetime) -> datetime:
        """When somebody is asked of what was closed then."""
        return closed_at + timedelta(hours=self.delay_hours)

    def expires_at(self, closed_at: datetime) -> datetime:
        """Until when that can be answered."""
        return self.asked_at(closed_at) + timedelta(days=self.open_days)

    def reminded_at(self, at: datetime, reminders: int) -> datetime | None:
        """When the next reminder goes out after one (or the question) at that time; None after the last."""
        return at + timedelta(days=self.remind_after_days) if reminders < self.reminders else None

    def days_after(self, at: datetime, days: int) -> datetime:
        """So many days later: working days of the calendar, or plain ones."""
        if self.calendar is None:
            return at + timedelta(days=days)
        return self.calendar.working_time().add(at, days * self.calendar.working_day())
