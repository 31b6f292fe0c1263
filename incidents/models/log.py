"""The investigation log: hypotheses with their results, actions with their outcomes (SPEC A4)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from incidents.choices import Activity, Outcome
from records.models import Message


class LogLine(models.Model):
    """One line; its text is a message, its outcome may come later."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="log_lines")
    activity = models.CharField(max_length=12, choices=Activity.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.activity} {self.outcome}"
