"""A subject's record as lines to read: wording in the reader's language, names fetched in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from records.choices import Visibility
from records.entries import Names
from records.models import Attachment, Entry, Message, Subject


@dataclass(frozen=True)
class Change:
    """One field as it was and as it is since, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One entry as it reads: who, when, what; what they wrote; what it changed. ``of`` names another subject's."""

    entry: Entry
    text: str
    icon: str
    message: Message | None = None
    attachments: list[Attachment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    of: str = ""

    @property
    def at(self) -> datetime:
        return self.entry.at

    @property
    def is_internal(self) -> bool:
        return self.entry.visibility == "internal"


def history(subject: Subject, *, internal: bool, after: int = 0, hidden: Collection[int] = ()) -> list[Line]:
    """The lines of one subject, oldest first; only the public ones, in plain words, unless ``internal``.

    ``hidden`` are subjects of the same kind that the reader must not know of: they are named as such.
    The number of queries depends on how many models entries can point to, never on how many entries there are.
    """
    entries = Entry.objects.about(subject).after(after)
    if internal:
        return lines(entries, type(subject), hidden=hidden)
    told = lines(entries.public(), type(subject), plain=True, hidden=hidden)
    return [line for line in told if line.text or line.message]


def page(
    subject: Subject, *, internal: bool, after: int, size: int, hidden: Collection[int] = ()
) -> tuple[list[Line], int]:
    """The lines of the next ``size`` entries after that number, and the number to go on from (0 at the end)."""
    entries = Entry.objects.about(subject).after(after)
    listed = list((entries if internal else entries.public())[: size + 1])
    told = lines(listed[:size], type(subject), plain=not internal, hidden=hidden)
    more = listed[size - 1].number if len(listed) > size else 0
    return [line for line in told if internal or line.text or line.message], more


def written(subject: Subject, *, internal: bool) -> models.QuerySet[Message]:
    """What people wrote about one subject, oldest first; only the public part unless ``internal``."""
    found = Message.objects.about(subject)
    return found if internal else found.filter(visibility=Visibility.PUBLIC)


def latest(subject: Subject, count: int, hidden: Collection[int] = ()) -> list[Line]:
    """The last lines of one subject in the desk's words, the newest first."""
    return lines(Entry.objects.about(subject).order_by("-number")[:count], type(subject), hidden=hidden)


def told_of(subjects: models.QuerySet[Any]) -> list[Line]:
    """The lines in which somebody wrote something about any of these subjects of one kind, each naming its subject."""
    named = {row.pk: str(row) for row in subjects}
    if not named:
        return []
    entries = Entry.objects.filter(subject_type=subjects.model.subject_type, subject_id__in=named).order_by("id")
    return [
        replace(line, of=named[line.entry.subject_id])
        for line in lines(entries.public(), subjects.model)
        if line.message
    ]


def lines(
    entries: Iterable[Entry], model: type[Subject], *, plain: bool = False, hidden: Collection[int] = ()
) -> list[Line]:
    """Entries about subjects of one model as lines, in the desk's words or in plain ones.

    Plain ones are for whom the subject concerns: of what was written beside a public entry they read the public part.
    """
    listed = list(entries)
    written = Message.objects.filter(visibility=Visibility.PUBLIC) if plain else Message.objects.all()
    messages = written.in_bulk([entry.message_id for entry in listed if entry.message_id])
    files = defaultdict(list)
    for attachment in Attachment.objects.filter(message_id__in=messages, erased_at=None).order_by("id"):
        files[attachment.message_id].append(attachment)
    names = _names(listed, model, hidden)
    return [
        Line(
            entry=entry,
            text=entry.what.plainly(names) if plain else entry.what.wording(names),
            icon=entry.what.icon,
            message=messages.get(entry.message_id) if entry.message_id else None,
            attachments=files[entry.message_id],
            changes=list(_changes(entry, model, names)),
        )
        for entry in listed
    ]


def _names(entries: list[Entry], model: type[Subject], hidden: Collection[int]) -> Names:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for entry in entries:
        for referent, pk in entry.what.referents():
            wanted[referent].add(pk)
        for attname, values in entry.changes.items():
            if target := _target(model, attname):
                wanted[target].update(value for value in values if value is not None)
    known = {
        (referent, pk): str(row)
        for referent, pks in wanted.items()
        for pk, row in referent._base_manager.in_bulk(list(pks)).items()
    }
    unnamed: dict[tuple[type[models.Model], Any], str] = {(model, pk): _("a confidential one") for pk in hidden}
    return Names({**known, **unnamed})


def _target(model: type[Subject], attname: str) -> type[models.Model] | None:
    related = model.recorded_field(attname).related_model
    return related if isinstance(related, type) and not issubclass(related, Message) else None


def _changes(entry: Entry, model: type[Subject], names: Names) -> Iterator[Change]:
    for attname, (old, new) in entry.changes.items():
        column = model.recorded_field(attname)
        if column.related_model is Message or not column.editable:
            continue
        before, since = _shown(model, attname, old, names), _shown(model, attname, new, names)
        if before != since:
            yield Change(str(column.verbose_name), before, since)


def _shown(model: type[Subject], attname: str, value: Any, names: Names) -> str:
    column = model.recorded_field(attname)
    if value is None or value == "":
        return "–"
    if target := _target(model, attname):
        return names(target, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, models.DateTimeField) and (moment := parse_datetime(value)):
        local = timezone.localtime(moment)
        return f"{date_format(local, 'j M Y H:i')} {local:%Z}"
    return str(value)
