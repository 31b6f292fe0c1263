"""What the organisation decides about its desk, as one row an administrator edits."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models import Subject


class Policy(Subject):
    """Windows and rules of the lifecycle (SPEC A7, A8). Closing without the requester's answer is off by default."""

    subject_type = "policy"
    RECORDED = (
        "reopen_days", "close_without_answer", "close_after_days", "review_priorities", "unowned_minutes",
        "approval_reminder_days",
    )  # fmt: skip

    reopen_days = models.PositiveSmallIntegerField(
        _("A closed one can be reopened for (days)"), default=14, validators=[MaxValueValidator(365)]
    )
    close_without_answer = models.BooleanField(_("Close without the requester's answer"), default=False)
    close_after_days = models.PositiveSmallIntegerField(
        _("… when nothing was heard for (days)"), default=10, validators=[MaxValueValidator(365)]
    )
    review_priorities = models.CharField(
        _("Priorities that need a post-incident review"), max_length=20, default="P1", blank=True
    )

    unowned_minutes = models.PositiveSmallIntegerField(
        _("Tell the incident managers when nobody owns it for (minutes)"),
        default=30,
        db_default=30,
        validators=[MaxValueValidator(10_080)],
        help_text=_("0: tell nobody."),
    )
    approval_reminder_days = models.PositiveSmallIntegerField(
        _("Who is asked to approve is reminded every (days; 0: never)"),
        default=2,
        db_default=2,
        validators=[MaxValueValidator(60)],
    )

    class Meta:
        verbose_name = _("Desk policy")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="incidents_policy_is_one")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> Policy:
        """The policy in force."""
        return cls.objects.get_or_create(pk=1)[0]

    @property
    def reopen_window(self) -> timedelta:
        """How long after closure it can be reopened; later a follow-up is opened instead."""
        return timedelta(days=self.reopen_days)

    def needs_review(self, priority: str) -> bool:
        """Whether the policy asks for a post-incident review at this priority."""
        return priority in self.review_priorities.replace(",", " ").split()
