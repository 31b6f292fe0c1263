"""What the bell says to one person, and what they have seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications import live
from notifications.models import MailText, Notice
from notifications.occasions import OCCASIONS, Group
from notifications.wording import own_texts, subject_line
from people.models import User
from records.models import Entry, Subject
from records.models.subject import subject_model

MOST = 99
"""More unread ones are told as "99+"."""
KEPT = timedelta(days=90)
"""How long a notice is kept; the record has it for ever."""


@dataclass(frozen=True)
class Line:
    """A notice as it reads."""

    notice: Notice
    text: str
    url: str


def of(person: User) -> QuerySet[Notice]:
    """The notices of a person, the newest first."""
    return Notice.objects.filter(person=person, in_bell=True).select_related("entry").order_by("-id")


def unread(person: User) -> int:
    """How many a person has not seen, up to ``MOST`` + 1."""
    return Notice.objects.filter(person=person, in_bell=True, read_at=None)[: MOST + 1].count()


def lines(notices: Iterable[Notice], person: User) -> list[Line]:
    """The notices in words; of what the person may no longer see, only that it was there."""
    listed = list(notices)
    subjects = _subjects([notice.entry for notice in listed], person)
    own = own_texts() if listed else {}
    return [
        _line(notice, subjects.get((notice.entry.subject_type, notice.entry.subject_id)), person, own)
        for notice in listed
    ]


def see(person: User, notices: QuerySet[Notice]) -> int:
    """Mark these as seen by this person, who alone can; how many were new."""
    seen = notices.filter(person=person, read_at=None).update(read_at=timezone.now())
    if seen:
        live.ring([live.person(person.pk)], "bell")
    return seen


def see_about(person: User, subject: Subject) -> None:
    """The person looks at it: what the bell says of it is seen."""
    waiting = Notice.objects.filter(person=person, in_bell=True, read_at=None)
    see(person, waiting.filter(entry__subject_type=subject.subject_type, entry__subject_id=subject.pk))


def all_saw(until: datetime) -> None:
    """Everyone saw what they were told until then: for a past that is told afterwards."""
    Notice.objects.filter(at__lt=until, read_at=None).update(read_at=F("at"))


def forget(now: datetime) -> int:
    """Drop what is older than ``KEPT``."""
    return Notice.objects.filter(at__lt=now - KEPT).delete()[0]


def _line(notice: Notice, subject: Any, person: User, own: Mapping[str, MailText]) -> Line:
    if subject is None:
        return Line(notice, _("You may no longer see this."), "")
    notice.entry._subject = subject
    occasion = OCCASIONS.get(notice.occasion)
    is_work = occasion is not None and occasion.group == Group.DESK
    url = notice.url.removeprefix(settings.SITE_URL) or (subject.desk_url() if is_work else subject.get_absolute_url())
    return Line(notice, subject_line(notice.occasion, notice.entry, person, own), url)


def _subjects(entries: list[Entry], person: User) -> dict[tuple[str, int], Any]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_type].add(entry.subject_id)
    found = {}
    for code, pks in wanted.items():
        model: Any = subject_model(code)
        rows = model.visible_to(person) if hasattr(model, "visible_to") else model._default_manager
        found.update({(code, pk): row for pk, row in rows.in_bulk(list(pks)).items()})
    return found
