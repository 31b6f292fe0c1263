"""What the bell shows: one row per entry, person and occasion."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from records.models import Entry


class Notice(models.Model):
    """Something a person is told. ``digest`` is the key of the daily mail that will carry it, if one does."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=24)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    in_bell = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "person", "occasion"], name="notifications_told_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notifications_of_person", condition=Q(in_bell=True)),
            models.Index(
                fields=["person"], name="notifications_unread", condition=Q(in_bell=True, read_at__isnull=True)
            ),
            models.Index(fields=["digest"], name="notifications_digest", condition=~Q(digest="")),
            models.Index(fields=["at"], name="notifications_at"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.occasion} {self.entry_id}"
