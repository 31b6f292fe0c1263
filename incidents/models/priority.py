"""Impact × urgency → priority, as data of any size (SPEC A3)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.choices import Priority
from records.models import Subject


class Axis(models.TextChoices):
    IMPACT = "impact", _("Impact")
    URGENCY = "urgency", _("Urgency")


class Level(Subject):
    """One step of impact or of urgency; 1 is the highest."""

    subject_type = "level"
    RECORDED = ("axis", "value", "name", "meaning")

    axis = models.CharField(_("Axis"), max_length=8, choices=Axis.choices)
    value = models.PositiveSmallIntegerField(_("Value"))
    name = models.CharField(_("Name"), max_length=60)
    meaning = models.CharField(_("Meaning"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Level")
        ordering: ClassVar = ["axis", "value"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["axis", "value"], name="incidents_level_once")]

    def __str__(self) -> str:
        return gettext(self.name)

    @property
    def explained(self) -> str:
        """Its meaning; the shipped ones are translated."""
        return gettext(self.meaning) if self.meaning else ""


class PriorityRule(Subject):
    """One cell of the matrix."""

    subject_type = "priority_rule"
    RECORDED = ("impact", "urgency", "priority")

    impact = models.PositiveSmallIntegerField(_("Impact"))
    urgency = models.PositiveSmallIntegerField(_("Urgency"))
    priority = models.CharField(_("Priority"), max_length=2, choices=Priority.choices)

    class Meta:
        verbose_name = _("Priority rule")
        ordering: ClassVar = ["impact", "urgency"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["impact", "urgency"], name="incidents_priority_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.impact} × {self.urgency} → {self.priority}"
