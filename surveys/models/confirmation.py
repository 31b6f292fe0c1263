"""What is resolved and waits for the requester's word (SPEC A7)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from incidents.models import Incident


class ConfirmationWait(models.Model):
    """How often the requester was asked again, and when the next thing happens. Gone with their answer."""

    incident = models.OneToOneField(
        Incident, on_delete=models.CASCADE, primary_key=True, related_name="confirmation_wait"
    )
    reminders = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["next_at"], name="surveys_confirmation_due")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.next_at}"

    @classmethod
    def due(cls, now: datetime) -> models.QuerySet[ConfirmationWait]:
        """Those of which something is to be done by now."""
        return cls._default_manager.filter(next_at__lte=now).order_by("next_at")
