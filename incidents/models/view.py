"""A list somebody keeps: a question with a name, an order and columns (SPEC B6, the queue)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Membership, Team, User
from records.models import Subject


class SavedView(Subject):
    """``question`` is in the filter language, ``sort`` one of its orders; ``columns`` and ``grouped_by`` are the list's."""

    subject_type = "view"
    RECORDED = ("owner_id", "team_id", "is_for_everyone", "question", "sort", "columns", "grouped_by", "is_active")

    id = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(_("Name"), max_length=60)
    question = models.CharField(_("Filter"), max_length=500, blank=True)
    sort = models.CharField(_("Order"), max_length=20)
    columns = models.JSONField(_("Columns"), default=list, blank=True)
    grouped_by = models.CharField(_("Grouped by"), max_length=20, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="views", verbose_name=_("Shared with team")
    )
    is_for_everyone = models.BooleanField(_("Shared with everybody"), default=False)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("View")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="incidents_view_name_once",
                condition=Q(is_active=True),
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_to(cls, user: User) -> models.QuerySet[SavedView]:
        """One's own, those shared with one's teams, those shared with everybody; by name."""
        teams = Membership.objects.filter(person=user).values("team_id")
        shared = Q(team_id__in=teams) | Q(is_for_everyone=True)
        return cls.objects.filter(Q(owner=user) | shared, is_active=True).order_by("name", "id")

    @property
    def code(self) -> str:
        """How addresses name it, beside the views everybody has."""
        return f"v{self.pk}"

    @classmethod
    def called(cls, code: str, user: User) -> SavedView | None:
        """The view of this code, if this person may see it."""
        number = code.removeprefix("v")
        if number == code or not (number.isascii() and number.isdecimal()) or len(number) > 14:
            return None
        return cls.visible_to(user).filter(pk=int(number)).first()

    @property
    def is_shared(self) -> bool:
        return self.is_for_everyone or self.team_id is not None
