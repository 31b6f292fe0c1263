"""Tickets that were not written because an article answered them (SPEC F2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from incidents.models import Incident
from knowledge.models.article import Article

PROVEN_AFTER = timedelta(hours=24)
"""Whoever reports something within this time was not spared it: what they said counts for nothing."""


class SparedQuerySet(models.QuerySet["Spared"]):
    def proven(self) -> SparedQuerySet:
        """Those after which the person reported nothing for a day (FIELD: deflection)."""
        later = Incident.objects.filter(
            requester=OuterRef("person"), detected_at__gt=OuterRef("at"), detected_at__lt=OuterRef("at") + PROVEN_AFTER
        )
        return self.filter(~Exists(later))

    def between(self, since: datetime, until: datetime) -> SparedQuerySet:
        """Those of a period."""
        return self.filter(at__gte=since, at__lt=until)


class Spared(models.Model):
    """One person, writing a report, said that this article solved it; counted once a day."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="spared")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    objects = SparedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "person", "on"], name="knowledge_spared_once")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="knowledge_spared_at")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.person_id} {self.on}"
