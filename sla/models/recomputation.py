"""A recomputation of all running clocks: how far it is, so that it goes on where it stopped (SPEC B3)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Recomputation(models.Model):
    """``done`` of ``total`` open incidents; all with an id up to ``after`` are reckoned anew."""

    id = models.BigAutoField(primary_key=True)
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], name="sla_recomputation_open", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
