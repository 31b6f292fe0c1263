"""One person's say on a request (SPEC A11). It names the incident by name only, which itself asks who may approve."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.catalogue.choices import StepRole, StepState, Why
from people.models import User
from records.choices import Via
from records.models import Message

PERSON = settings.AUTH_USER_MODEL
LINK_LASTS = timedelta(days=30)
"""How long a mailed link decides; in the portal it can be decided afterwards too."""

_SHOWN = ("incident__requester", "incident__service", "approver", "decided_by", "note")


class ApprovalStep(models.Model):
    """One person's say on a request. Of several with the same number all but one were passed on.

    ``digest`` is that of the link which was mailed; the link itself is kept nowhere.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="approval_steps")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=8, choices=StepRole.choices)
    meant = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="approvals")
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    standing = models.CharField(max_length=8, choices=StepState.choices, default=StepState.WAITING)
    asked_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, unique=True, null=True)
    remind_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    via = models.CharField(max_length=12, choices=Via.choices, blank=True)
    note = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident", "number"],
                condition=~Q(standing=StepState.PASSED),
                name="incidents_one_step_a_number",
            ),
            models.UniqueConstraint(
                fields=["incident"], condition=Q(standing=StepState.ASKED), name="incidents_one_step_is_asked"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["approver"], name="incidents_asks", condition=Q(standing=StepState.ASKED)),
            models.Index(fields=["remind_at"], name="incidents_reminds", condition=Q(standing=StepState.ASKED)),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.number}"

    @property
    def is_decided(self) -> bool:
        return self.standing in (StepState.GIVEN, StepState.REFUSED)

    def is_open(self, at: datetime) -> bool:
        """Whether the mailed link still decides."""
        return self.standing == StepState.ASKED and self.asked_at is not None and at < self.asked_at + LINK_LASTS

    @classmethod
    def of_person(cls, user: User) -> models.QuerySet[ApprovalStep]:
        """What this person is or was asked, or decided."""
        return cls._default_manager.filter(Q(approver=user) | Q(decided_by=user)).select_related(*_SHOWN)

    @classmethod
    def again(cls, step: ApprovalStep) -> ApprovalStep:
        """The same as it is now."""
        return cls._default_manager.select_related(*_SHOWN).get(pk=step.pk)
