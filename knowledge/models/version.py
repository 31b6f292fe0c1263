"""One version of an article: what it said."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """A text as it stood. The newest one may still be written on while it is a draft; every other one stays as it was."""

    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey("knowledge.Article", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("Version"))
    title = models.CharField(_("Title"), max_length=160)
    summary = models.CharField(_("In one sentence"), max_length=300, blank=True)
    body = models.TextField(_("Text"), max_length=60_000, blank=True)
    note = models.CharField(_("What changed"), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Written by")
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(_("Published"), null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "number"], name="knowledge_version_once")]

    def __str__(self) -> str:
        return str(self.number)
