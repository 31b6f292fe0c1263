"""What is asked besides the one click, with the history of its words (SPEC G1)."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from records.models import Subject

OVERALL = "overall"
"""The question of the mail. It is always asked."""


class Question(Subject):
    """One thing rated 1 to 5. Whoever changes its words makes a new wording; answers keep the one they answered."""

    subject_type = "survey_question"
    RECORDED = ("code", "english", "indonesian", "position", "is_active")

    code = models.SlugField(_("Code"), max_length=20, unique=True, help_text=_("What programs call it."))
    english = models.CharField(_("English"), max_length=160)
    indonesian = models.CharField(_("Indonesian"), max_length=160)
    position = models.PositiveSmallIntegerField(_("Place"), default=50)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Survey question")

    def __str__(self) -> str:
        return said(self)

    def clean(self) -> None:
        """The question of the mail stays."""
        if self.code == OVERALL and not self.is_active:
            raise ValidationError({"is_active": gettext("This is the question of the mail; it cannot be left out.")})


class Wording(models.Model):
    """The words of a question as they were asked; never changed."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    english = models.CharField(max_length=160)
    indonesian = models.CharField(max_length=160)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["question_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "number"], name="surveys_wording_once")]

    def __str__(self) -> str:
        return said(self)


def said(words: Question | Wording) -> str:
    """The words in the active language."""
    return words.indonesian if (get_language() or "id").startswith("id") else words.english
