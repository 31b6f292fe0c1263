"""What was asked for, to be read: the labels of the form it was filled with, names of what the answers point to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from incidents.catalogue.choices import FieldType
from incidents.catalogue.fields import FormField
from people.models import User
from records.models import Attachment
from services.models import ConfigurationItem

POINTS_TO: dict[str, type[models.Model]] = {
    FieldType.PERSON: User,
    FieldType.ITEM: ConfigurationItem,
    FieldType.FILE: Attachment,
}


@dataclass(frozen=True)
class Told:
    """One answer as it reads; ``files`` are those still there."""

    key: str
    label: str
    text: str
    files: list[Attachment] = field(default_factory=list)


def told(fields: Sequence[FormField], answers: Mapping[str, Any]) -> list[Told]:
    """The answers in the order of the form, in the reader's language; at most one query for each model pointed to."""
    rows = _rows(fields, answers)
    return [_told(each, answers[each.key], rows) for each in fields if each.key in answers]


def as_text(title: str, lines: Sequence[Told]) -> str:
    """The whole request as Markdown: what mails, searches and reports read."""
    listed = [f"- **{line.label}**: {line.text}" for line in lines]
    return "\n".join([title, *([""] if listed else []), *listed])


def _rows(fields: Sequence[FormField], answers: Mapping[str, Any]) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for kind, model in POINTS_TO.items():
        pointed = [answers[each.key] for each in fields if each.type == kind and each.key in answers]
        wanted = [pk for value in pointed for pk in (value if isinstance(value, list) else [value])]
        rows = model._base_manager.in_bulk(wanted) if wanted else {}
        found.update({(kind, pk): row for pk, row in rows.items()})
    return found


def _told(each: FormField, answer: Any, rows: Mapping[tuple[str, int], Any]) -> Told:
    if each.type == FieldType.FILE:
        files = [rows[FieldType.FILE, pk] for pk in answer if (FieldType.FILE, pk) in rows]
        files = [file for file in files if file.erased_at is None]
        return Told(each.key, str(each), ", ".join(file.name for file in files), files)
    if each.type in POINTS_TO:
        return Told(each.key, str(each), str(rows.get((each.type, answer), f"#{answer}")))
    return Told(each.key, str(each), _plain(each, answer))


def _plain(each: FormField, answer: Any) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if isinstance(answer, list):
        return ", ".join(str(each.choice(code) or code) for code in answer)
    if each.type == FieldType.ONE:
        return str(each.choice(answer) or answer)
    day = parse_date(answer) if each.type == FieldType.DATE else None
    return date_format(day, "j F Y") if day else str(answer)
