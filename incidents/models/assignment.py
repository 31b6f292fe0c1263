"""What deciding who gets an incident needs to know: who can do what, and whose turn it was (SPEC C4)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.category import Category
from people.models import Team
from records.models import Subject


class Skill(Subject):
    """Somebody is good at a category and everything below it."""

    subject_type = "skill"
    RECORDED = ("person_id", "category_id", "is_active")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="skills", verbose_name=_("Person")
    )
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="skilled", verbose_name=_("Category"))
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Skill")
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "category"], name="incidents_skill_once")]

    def __str__(self) -> str:
        return f"{self.person} – {self.category}"


class Turn(models.Model):
    """Who of a team got the last one by rule; locked while somebody is chosen, so that two at once choose two people."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, primary_key=True, related_name="+")
    last_person_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.team_id}: {self.last_person_id}"
