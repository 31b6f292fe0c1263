"""How incidents hang together (SPEC A8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RelationKind(models.TextChoices):
    """Read from ``of`` to ``to``: of … to."""

    DUPLICATE = "duplicate", _("is a duplicate of")
    FOLLOW_UP = "follow_up", _("follows up on")
    RELATED = "related", _("is related to")
    SPLIT = "split", _("was split off from")


class Relation(models.Model):
    """One link between two incidents, written by the action that made it and never edited."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=RelationKind.choices)
    of = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="relations_out")
    to = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="relations_in")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "of", "to"], name="incidents_relation_once"),
            models.CheckConstraint(condition=~models.Q(of=models.F("to")), name="incidents_relation_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.kind} {self.to_id}"
