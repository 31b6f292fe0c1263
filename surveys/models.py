"""An invitation to rate, and its one answer."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from incidents.models import Incident

OPEN_FOR = timedelta(days=14)
"""How long an invitation can be answered, and an answer changed."""


def new_token() -> str:
    """Unguessable: whoever holds it answers without signing in."""
    return secrets.token_urlsafe(32)


class Invitation(models.Model):
    """One person asked about one incident, once."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "person"], name="surveys_invited_once")]
        indexes: ClassVar = [models.Index(fields=["person", "-created_at"], name="surveys_of_person")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.person_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be answered."""
        return at < self.expires_at


class Answer(models.Model):
    """The one answer of an invitation, changeable until it expires."""

    id = models.BigAutoField(primary_key=True)
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="answer")
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.score)
