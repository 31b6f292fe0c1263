"""What a mail says: subject, plain text, HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from notifications.transports import Permanent
from people.models import User
from records.models import Entry

LONGEST_SUBJECT = 240


@dataclass(frozen=True)
class Worded:
    """A mail in words."""

    subject: str
    text: str
    html: str


def subject_line(occasion: str, entry: Entry, person: User) -> str:
    """The subject of the mail of an occasion, in the active language: also how the bell says it."""
    subject = entry.subject
    return _subject(occasion, {"person": person, "entry": entry, "subject": subject, subject.subject_type: subject})


def worded(occasion: str, context: dict[str, Any]) -> Worded:
    """The mail of an occasion in the active language; raises Permanent where there is no such template."""
    template = f"mail/{occasion}"
    shown = {"site": settings.SITE_URL, **context}
    try:
        text = render_to_string(f"{template}.txt", shown).strip() + "\n"
        return Worded(_subject(occasion, shown), text, render_to_string(f"{template}.html", shown))
    except TemplateDoesNotExist as fault:
        raise Permanent(f"no mail template {fault}") from None


def _subject(occasion: str, context: dict[str, Any]) -> str:
    return " ".join(render_to_string(f"mail/{occasion}.subject.txt", context).split())[:LONGEST_SUBJECT]
