"""Who takes part besides the assignee, and the time that people spent (SPEC A4, A5)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident


class Part(models.TextChoices):
    """A partner works on it with the assignee; a watcher is told what happens."""

    PARTNER = "partner", _("Works on it too")
    WATCHER = "watcher", _("Watches it")


class Participant(models.Model):
    """One person's part in one incident, written by the actions of ``take_part.py``."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="takes_part")
    part = models.CharField(max_length=8, choices=Part.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "person", "part"], name="incidents_takes_part_once")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "part"], name="incidents_parts_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part} {self.incident_id}"


class TimeSpent(models.Model):
    """Minutes one person worked on one incident, as they said."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="time_spent")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident"], name="incidents_time_of")]

    def __str__(self) -> str:
        return f"{self.minutes} min"
