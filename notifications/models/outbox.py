"""What leaves is a row first (DESIGN, Deliver)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from records.models import Entry


class OutboxRow(models.Model):
    """One thing to be delivered at least once. ``key`` is unique: the same thing is never queued twice."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    payload = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            # The sweep's question: what of this kind is due? It stays small, however much was ever sent.
            models.Index(
                fields=["kind", "due_at"],
                name="notifications_undone",
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(fields=["-dead_at"], name="notifications_dead", condition=Q(dead_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.key
