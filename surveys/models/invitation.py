"""Somebody asked to rate one incident, once."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models import Category, Incident
from people.models import Team, User
from people.rights import is_staff
from services.models import Service

PERSON = settings.AUTH_USER_MODEL


def new_token() -> str:
    """How links of before were made; today's are signed (``surveys.links``) and nothing of them is kept."""
    return secrets.token_urlsafe(32)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def due(self, now: datetime) -> InvitationQuerySet:
        """Those of which something is to be done by now, the longest waiting first."""
        return self.filter(next_at__lte=now).order_by("next_at")

    def asked_since(self, moment: datetime) -> InvitationQuerySet:
        """Those that were sent, or are to be, since then; not those a person opened by themselves."""
        return self.filter(created_at__gt=moment).filter(Q(sent_at__isnull=False) | Q(next_at__isnull=False))


class Invitation(models.Model):
    """One person asked about one incident.

    ``team`` to ``agent`` say who resolved what, as it was when they were asked; with ``score`` they make the results
    readable from one index. ``next_at`` is when something is to be done: send, remind, judge the answer. ``sent_at`` is
    empty where nobody asked: the person rated on the page.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="invitations")
    token = models.CharField(max_length=64, unique=True, null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_at = models.DateTimeField(null=True)
    is_anonymous = models.BooleanField(default=False, db_default=False)
    score = models.PositiveSmallIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "person"], name="surveys_invited_once")]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="surveys_of_person"),
            models.Index(fields=["next_at"], name="surveys_due", condition=Q(next_at__isnull=False)),
            # The results' question: who was asked in this time, about whose work, and what did they say?
            models.Index(
                fields=["created_at"],
                include=["team", "service", "category", "agent", "score", "is_anonymous", "sent_at", "incident", "id"],
                name="surveys_results",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.person_id}"

    @classmethod
    def visible_to(cls, user: User) -> models.QuerySet[Invitation]:
        """One's own; for whoever works on incidents also those of what they see, but never an anonymous one."""
        own = Q(person=user)
        if is_staff(user):
            own |= Q(is_anonymous=False, incident__in=Incident.visible_to(user))
        return cls._default_manager.filter(own)

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be answered."""
        return at < self.expires_at

    @property
    def title(self) -> str:
        """What it was about, as far as the person asked may know of it now."""
        return self.incident.title if self.incident.may_be_known_to(self.person_id) else ""
