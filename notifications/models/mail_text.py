"""Mails in the words of this organisation, where an administrator wrote some (SPEC H5)."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.occasions import OCCASIONS
from notifications.variables import VARIABLES, mistakes
from people.models.user import Language
from records.models import Subject


class MailText(Subject):
    """Subject and first words of the mails of one occasion in one language; greeting, message and link stay around it."""

    subject_type = "mail_text"
    RECORDED = ("occasion", "language", "subject", "text", "is_active")

    occasion = models.CharField(
        _("When"), max_length=24, choices=[(each.code, each.label) for each in OCCASIONS.values()]
    )
    language = models.CharField(_("Language"), max_length=2, choices=Language.choices)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(_("Text"), max_length=4000, help_text=_("Markdown. What stands in {{ }} is filled in."))
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Mail text")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["occasion", "language"], name="notifications_text_once",
                violation_error_message=_("There is a text for this in this language already. Change that one."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} ({self.language})"

    def clean(self) -> None:
        """Only variables that there are, each closed again."""
        wrong = {name: told for name in ("subject", "text") if (told := _told(getattr(self, name)))}
        if wrong:
            raise ValidationError(wrong)


def _told(text: str) -> str:
    found = mistakes(text)
    if not found:
        return ""
    known = ", ".join(f"{{{{ {name} }}}}" for name in VARIABLES)
    return gettext("%(found)s cannot be filled in. You can use: %(known)s.") % {"found": found[0], "known": known}
