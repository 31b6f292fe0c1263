"""Words that mean the same to whoever looks for something."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.models import Subject


class Synonym(Subject):
    """A group of words or short phrases, in any language: who asks with one of them finds the others too."""

    subject_type = "synonym"
    RECORDED = ("words", "is_active")

    words = models.CharField(
        gettext_lazy("Words that mean the same"),
        max_length=300,
        unique=True,
        help_text=gettext_lazy("Separated by commas, in both languages. A phrase may have up to three words."),
    )
    is_active = models.BooleanField(gettext_lazy("In use"), default=True)

    class Meta:
        verbose_name = gettext_lazy("Synonyms")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Tidy spaces and case; at least two different words, none of more than three parts."""
        said = self.phrases()
        if len(said) < 2:
            raise ValidationError({"words": _("Write at least two different words, separated by commas.")})
        if long := next((phrase for phrase in said if len(phrase.split()) > 3), ""):
            raise ValidationError({"words": _("“%(words)s” has more than three words.") % {"words": long}})
        self.words = ", ".join(said)

    def phrases(self) -> list[str]:
        """Its words and phrases, in lower case, each once."""
        tidied = (" ".join(phrase.lower().split()) for phrase in self.words.split(","))
        return list(dict.fromkeys(filter(None, tidied)))
