"""What is done about a low score: by whom, until when, and what came of it (SPEC G2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from people.models import Team, User
from people.rights import scopes_of
from records.models import Entry, Subject
from surveys.models.invitation import Invitation


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def open(self) -> FollowUpQuerySet:
        """Those that still wait for somebody."""
        return self.filter(done_at=None)

    def due(self, now: datetime) -> FollowUpQuerySet:
        """Those whose owner is to be reminded by now."""
        return self.filter(next_at__lte=now).order_by("next_at")


class FollowUp(Subject):
    """A talk that is owed to somebody who was not content. Of an anonymous answer it names neither person nor incident."""

    subject_type = "survey_follow_up"
    RECORDED = ("owner_id", "team_id", "due_at", "done_at", "reminders")
    PERSONAL = ("outcome",)

    id = models.BigAutoField(primary_key=True)
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="follow_up")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="survey_follow_ups",
        verbose_name=_("Owner"),
    )  # fmt: skip
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Team"))
    opened_at = models.DateTimeField(_("Opened"), editable=False)
    due_at = models.DateTimeField(_("Due"))
    done_at = models.DateTimeField(_("Done"), null=True)
    outcome = models.TextField(_("What was done"), blank=True)
    next_at = models.DateTimeField(null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("Reminders"), default=0, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("Follow-up")
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], name="surveys_open_follow_ups", condition=Q(done_at=None)),
            models.Index(fields=["next_at"], name="surveys_follow_up_due", condition=Q(next_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(_("Follow-up")) if self.is_anonymous else self.invitation.incident.handle

    @classmethod
    def visible_to(cls, user: User) -> models.QuerySet[FollowUp]:
        """One's own, and all for whoever reviews; of confidential incidents only those one may see (J5)."""
        reach = Q() if "any" in scopes_of(user, "review") else Q(owner=user)
        nameless = Q(invitation__is_anonymous=True, invitation__incident__is_confidential=False)
        seen = nameless | Q(invitation__incident__in=Incident.visible_to(user))
        return cls._default_manager.filter(reach & seen)

    @property
    def is_anonymous(self) -> bool:
        return self.invitation.is_anonymous

    @property
    def is_open(self) -> bool:
        return self.done_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been done by now."""
        return self.is_open and self.due_at <= now

    def desk_url(self) -> str:
        """Its page on the desk."""
        return reverse("survey_desk:follow_up", args=[self.pk])

    def get_absolute_url(self) -> str:
        return self.desk_url()

    def mail_context(self, entry: Entry, person: User) -> dict[str, Any]:
        """What the mail templates need: of an anonymous one nothing that leads to the incident."""
        incident = None if self.is_anonymous else self.invitation.incident
        return {"incident": incident, "follow_up": self, "url": f"{settings.SITE_URL}{self.desk_url()}"}
