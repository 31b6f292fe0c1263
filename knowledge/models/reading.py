"""What people did with an article: read it, rated it, resolved something with it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from knowledge.models.article import Article

PERSON = settings.AUTH_USER_MODEL


class Visit(models.Model):
    """One person read one article on one day: however often they look, it counts once."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "person", "on"], name="knowledge_visit_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.person_id} {self.on}"


class Rating(models.Model):
    """Whether it helped one person, changeable by them; ``why`` is theirs and can be erased."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="ratings")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    is_helpful = models.BooleanField(_("Helpful"))
    why = models.TextField(_("What is missing or wrong?"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(_("Version"))
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "person"], name="knowledge_rated_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.person_id} {self.is_helpful}"


class Use(models.Model):
    """An incident was resolved with an article (SPEC F3); counted once."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="uses")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="articles_used")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "incident"], name="knowledge_used_once")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.incident_id}"
