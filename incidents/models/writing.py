"""What helps to write: answers kept ready, and drafts that the server keeps."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.choices import HoldReason
from incidents.models.incident import Incident
from notifications.variables import mistakes
from people.models import Membership, Team, User
from records.models import Subject


class CannedAnswer(Subject):
    """An answer kept ready in both languages, with variables; as a macro it also does what usually follows.

    ``hold_reason`` puts the incident on hold once it is sent, ``hand_over_to`` gives it to a team. Of a ``team`` it is
    that team's own.
    """

    subject_type = "canned_answer"
    RECORDED = ("name", "team_id", "hold_reason", "hold_days", "hand_over_to_id", "is_active")

    name = models.CharField(gettext_lazy("Name"), max_length=80)
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("Only for team"),
    )
    indonesian = models.TextField(gettext_lazy("Text in Indonesian"), max_length=5000)
    english = models.TextField(gettext_lazy("Text in English"), max_length=5000)
    hold_reason = models.CharField(
        gettext_lazy("Then put on hold for"), max_length=10, choices=HoldReason.choices, blank=True
    )
    hold_days = models.PositiveSmallIntegerField(gettext_lazy("For how many days"), null=True, blank=True)
    hand_over_to = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("Then hand over to"),
    )
    is_active = models.BooleanField(gettext_lazy("In use"), default=True)

    class Meta:
        verbose_name = gettext_lazy("Canned answer")
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="incidents_canned_answer_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError at a text whose variable does not exist, or where two ends are asked for."""
        said: dict[str, str] = {}
        for name in ("indonesian", "english"):
            if unknown := mistakes(getattr(self, name)):
                said[name] = _("There is no %(unknown)s.") % {"unknown": ", ".join(unknown)}
        if self.hold_reason and self.hand_over_to_id:
            said["hand_over_to"] = _("It cannot wait and move on at once. Choose one of both.")
        if said:
            raise ValidationError(said)

    @classmethod
    def usable_by(cls, user: User) -> models.QuerySet[CannedAnswer]:
        """Everybody's and one's teams' answers, by name."""
        teams = Membership.objects.filter(person=user).values("team_id")
        return cls.objects.filter(Q(team=None) | Q(team_id__in=teams), is_active=True).order_by("name")


class Draft(models.Model):
    """What one person is writing about one incident; gone once it is sent."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=50_000)
    is_internal = models.BooleanField(default=False)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "incident"], name="incidents_draft_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.incident_id}"

    @classmethod
    def of(cls, person: User, incident: Incident) -> Draft | None:
        """What this person was writing here, if anything."""
        return cls.objects.filter(person=person, incident=incident).first()
