"""Mails: made at sending time, in the person's language and zone, plain and HTML."""

from __future__ import annotations

import hashlib
import smtplib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation

from notifications import bell
from notifications.composing import added_to
from notifications.models import DemoMail, Notice, OutboxRow
from notifications.occasions import OCCASIONS, Group
from notifications.transports import Permanent, Temporary, transport
from notifications.wording import worded
from people.models import User
from records.choices import Visibility
from records.models import Entry, Message


@dataclass(frozen=True)
class Letter:
    """A mail as it will be read."""

    subject: str
    text: str
    html: str
    message_id: str
    thread: str
    headers: dict[str, str] = field(default_factory=dict)


@transport("mail")
def send(row: OutboxRow) -> None:
    """Send one row. Whoever has no address or no active account any more gets nothing, and that is done."""
    person = User.objects.filter(pk=row.payload.get("person"), is_active=True).exclude(email="").first()
    if person is None or person.email.endswith(".invalid"):
        return
    letter = compose(row, person)
    if letter is None:
        return
    if settings.MAIL_TO_MAILBOX:
        _keep(letter, person, row.entry.at if row.entry else timezone.now())
    else:
        _send(letter, person)


def compose(row: OutboxRow, person: User) -> Letter | None:
    """The letter of a row, in this person's words; None for a daily mail of which all is seen by now.

    Raises Permanent where there is no such template.
    """
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        context = _daily(row, person) if row.payload["template"] == "digest" else _context(row, person)
        if not context:
            return None
        said = worded(row.payload["template"], context)
    thread = f"{row.entry.subject_type}-{row.entry.subject_id}" if row.entry else row.key
    made = f"<{thread}@{settings.MAIL_DOMAIN}>"
    return Letter(said.subject, said.text, said.html, message_id(row.key), made, context.get("headers", {}))


def message_id(key: str) -> str:
    """The same for the same row: a mail that goes out twice can be recognised as one."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{settings.MAIL_DOMAIN}>"


def _context(row: OutboxRow, person: User) -> dict[str, Any]:
    context: dict[str, Any] = {"person": person}
    if row.entry is None:
        return context
    subject = row.entry.subject
    message = _message(row.entry, row.payload["template"])
    more = subject.mail_context(row.entry, person) if hasattr(subject, "mail_context") else {}
    own = {"url": row.payload["url"]} if "url" in row.payload else {}
    own |= added_to(row.payload["template"], row.entry, person)
    return {"subject": subject, "entry": row.entry, "message": message, **context, **more, **own}


def _message(entry: Entry, occasion: str) -> Message | None:
    """What was written with the act; what the desk wrote for itself is for the desk's own occasions only."""
    readable = Message.objects.filter(pk=entry.message_id or 0)
    is_for_desk = occasion in OCCASIONS and OCCASIONS[occasion].group == Group.DESK
    return (readable if is_for_desk else readable.filter(visibility=Visibility.PUBLIC)).first()


def _daily(row: OutboxRow, person: User) -> dict[str, Any]:
    """What the daily mail tells: all it was to carry that the person has not seen since."""
    waiting = Notice.objects.filter(digest=row.key, read_at=None).select_related("entry").order_by("id")
    told = [line for line in bell.lines(waiting, person) if line.url]
    url = f"{settings.SITE_URL}{reverse('notices:list')}"
    return {"person": person, "lines": told, "count": len(told), "url": url} if told else {}


def _keep(letter: Letter, person: User, at: datetime) -> None:
    DemoMail.objects.get_or_create(
        message_id=letter.message_id,
        defaults={
            "recipient": person, "subject": letter.subject, "text": letter.text, "html": letter.html,
            "sent_at": at,
        },
    )  # fmt: skip


def _send(letter: Letter, person: User) -> None:
    headers = {
        "Message-ID": letter.message_id,
        "In-Reply-To": letter.thread,
        "References": letter.thread,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        **letter.headers,
    }
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [person.email], headers=headers
    )
    mail.attach_alternative(letter.html, "text/html")
    try:
        mail.send()
    except smtplib.SMTPResponseException as fault:
        raise (Permanent if fault.smtp_code >= 500 else Temporary)(f"{fault.smtp_code} {fault.smtp_error!r}") from fault
    except smtplib.SMTPRecipientsRefused as fault:
        code = min(code for code, _said in fault.recipients.values())
        raise (Permanent if code >= 500 else Temporary)(str(fault.recipients)) from fault
    except (smtplib.SMTPException, OSError) as fault:
        raise Temporary(str(fault)) from fault


def mailbox(user: User) -> Any:
    """The mails kept for a person while there is no mail server, the newest first."""
    return DemoMail.objects.filter(recipient=user).order_by("-sent_at", "-id")
