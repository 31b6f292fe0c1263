"""What a mail says: subject, plain text, HTML; in the organisation's own words where an administrator wrote some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import get_language

from notifications.models import MailText
from notifications.transports import Permanent
from notifications.variables import VARIABLES, filled, filled_markdown
from people.models import User
from records.models import Entry

LONGEST_SUBJECT = 240


@dataclass(frozen=True)
class Worded:
    """A mail in words."""

    subject: str
    text: str
    html: str


def own_texts() -> dict[str, MailText]:
    """The texts in use in the active language, by occasion."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return {each.occasion: each for each in MailText.objects.filter(language=language, is_active=True)}


def subject_line(occasion: str, entry: Entry, person: User, own: Mapping[str, MailText]) -> str:
    """The subject of the mail of an occasion, in the active language: also how the bell says it."""
    subject = entry.subject
    context = {"person": person, "entry": entry, "subject": subject, subject.subject_type: subject}
    return _subject(occasion, context, own.get(occasion))


def worded(occasion: str, context: dict[str, Any]) -> Worded:
    """The mail of an occasion in the active language; raises Permanent where there is no such template."""
    own = own_texts().get(occasion)
    shown = {"site": settings.SITE_URL, **context}
    template = f"mail/{occasion}"
    if own is not None:
        template = "mail/own"
        values = _values(shown)
        shown |= {"intro": filled(own.text, values), "intro_markdown": filled_markdown(own.text, values)}
    try:
        text = render_to_string(f"{template}.txt", shown).strip() + "\n"
        return Worded(_subject(occasion, shown, own), text, render_to_string(f"{template}.html", shown))
    except TemplateDoesNotExist as fault:
        raise Permanent(f"no mail template {fault}") from None


def preview(occasion: str, subject: str, text: str) -> dict[str, str]:
    """How such a text would read, and how it reads as it comes, with examples filled in; in the active language."""
    incident = SimpleNamespace(handle=VARIABLES["reference"], **VARIABLES)
    example = {
        "incident": incident,
        "entry": SimpleNamespace(data=VARIABLES),
        "person": SimpleNamespace(first_name_word=""),
    }
    return {
        "subject": filled(subject, VARIABLES),
        "markdown": filled_markdown(text, VARIABLES),
        "usual_subject": _subject(occasion, example, None),
        "usual": render_to_string(f"mail/{occasion}.txt", {**example, "message": None, "url": "…"}).strip(),
    }


def _subject(occasion: str, context: dict[str, Any], own: MailText | None) -> str:
    if own is not None:
        said = filled(own.subject, _values(context))
    else:
        said = render_to_string(f"mail/{occasion}.subject.txt", context)
    return " ".join(said.split())[:LONGEST_SUBJECT]


def _values(context: Mapping[str, Any]) -> dict[str, str]:
    """What the subject says of itself, and the figures of the entry."""
    subject, entry = context.get("subject"), context.get("entry")
    said = getattr(subject, "mail_variables", None)
    told: dict[str, str] = said() if said else {}
    data = entry.data if entry is not None else {}
    return {**told, **{name: str(data[name]) for name in ("percent", "days") if name in data}}
