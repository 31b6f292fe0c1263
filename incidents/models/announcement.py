"""What is broken now, as everybody may read it, and who has it too (SPEC D7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.choices import OPEN_STATES, State
from incidents.models.incident import Incident
from people.models import User

SOLVED_FOR = timedelta(hours=4)
"""How long it is still shown after its incident was resolved, as solved."""


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def current(self, at: datetime) -> AnnouncementQuerySet:
        """What is broken at this moment, and what was solved a short while ago; the newest first."""
        going_on = Q(incident__state__in=OPEN_STATES)
        solved = Q(incident__state__in=[State.RESOLVED, State.CLOSED], incident__resolved_at__gt=at - SOLVED_FOR)
        told = self.filter(going_on | solved, ended_at=None, incident__is_confidential=False)
        return told.select_related("incident__service").order_by("-announced_at")

    def for_person(self, user: User) -> AnnouncementQuerySet:
        """With ``is_mine``: whether this person said that they have it too, or reported it."""
        joined = Joined.objects.filter(incident_id=OuterRef("pk"), person=user)
        affected = Incident.affected.through._base_manager.filter(incident_id=OuterRef("pk"), user_id=user.pk)
        reported = Incident.objects.filter(pk=OuterRef("pk"), requester=user)
        return self.annotate(is_mine=Exists(joined) | Exists(affected) | Exists(reported))


class Announcement(models.Model):
    """What everybody may read about one incident: no word of it but these two texts and its service."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, primary_key=True, related_name="announcement")
    indonesian = models.TextField(_("What everybody reads, in Indonesian"), max_length=500, blank=True)
    english = models.TextField(_("What everybody reads, in English"), max_length=500, blank=True)
    announced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-announced_at"], name="incidents_announced", condition=Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """In the active language, or in the other one where only that was written."""
        texts = (self.english, self.indonesian) if get_language() == "en" else (self.indonesian, self.english)
        return texts[0] or texts[1]

    @property
    def is_solved(self) -> bool:
        return self.incident.state not in OPEN_STATES

    @classmethod
    def visible_to(cls, user: User) -> AnnouncementQuerySet:
        """All of them: they are made for everybody who is signed in; ``is_mine`` says which concern this person."""
        return cls.objects.for_person(user)


class Joined(models.Model):
    """One person who has it too. They are told how it goes on, but see nothing of what the requester wrote."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="joined")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "person"], name="incidents_joined_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id}"
