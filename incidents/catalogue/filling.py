"""Reading a filled form: every answer checked, those of hidden fields left out (SPEC A11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from incidents.catalogue.choices import FieldType
from incidents.catalogue.conditions import is_shown
from incidents.catalogue.fields import FormField
from records import attachments
from records.refusals import Invalid

LONGEST_LINE, LONGEST_TEXT, MOST_FILES = 200, 4000, 10
BIGGEST = 10**12
YES, NO = {"yes", "true", "1", "on"}, {"no", "false", "0"}


class Wrong(Exception):
    """An answer that is not possible; the text says why, and what to write."""


@dataclass(frozen=True)
class World:
    """What the answers are checked against: the day, and how people and items are found from what was written."""

    today: date
    person: Callable[[Any], int | None]
    item: Callable[[FormField, Any], int | None]


@dataclass
class Filled:
    """The answers by key, JSON-ready, and the files of each file field; hidden fields are in neither."""

    answers: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[UploadedFile[Any]]] = field(default_factory=dict)


def fill(
    fields: Sequence[FormField], given: Mapping[str, Any], files: Mapping[str, list[UploadedFile[Any]]], world: World
) -> Filled:
    """Read what was given. Raises Invalid, by key, naming all that is missing or not possible, and keys nobody knows."""
    known = {each.key: each for each in fields}
    errors: dict[str, Any] = {key: _("There is no such field.") for key in {*given, *files} - set(known)}
    filled, answered = Filled(), dict[str, Any]()
    for each in fields:
        if not is_shown(each, answered):
            continue
        answered[each.key] = None
        try:
            answered[each.key] = _answer(each, given.get(each.key), files.get(each.key) or [], world)
        except Wrong as wrong:
            errors[each.key] = str(wrong)
        except Invalid as refusal:
            errors[each.key] = refusal.errors.get("attachments", [refusal.message])
    if errors:
        raise Invalid(errors)
    for key, value in answered.items():
        _keep(filled, known[key], value)
    return filled


def _keep(filled: Filled, each: FormField, value: Any) -> None:
    if value in (None, "", []):
        return
    if each.type == FieldType.FILE:
        filled.files[each.key] = value
    else:
        filled.answers[each.key] = value


def _answer(each: FormField, raw: Any, files: list[UploadedFile[Any]], world: World) -> Any:
    value = _files(each, files) if each.type == FieldType.FILE else READERS[FieldType(each.type)](each, raw, world)
    if each.required and value in (None, "", []):
        raise Wrong(_("This is needed."))
    return value


def _text_of(raw: Any) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str | int | float):
        raise Wrong(_("Write a text."))
    return str(raw).encode(errors="ignore").decode().replace("\x00", "").strip()


def _text(each: FormField, raw: Any, world: World) -> str | None:
    said = _text_of(raw)
    if each.type == FieldType.TEXT:
        said = re.sub(r"\s+", " ", said)
    usual = LONGEST_LINE if each.type == FieldType.TEXT else LONGEST_TEXT
    most = min(each.most or usual, usual)
    if len(said) > most:
        raise Wrong(_("Write at most %(most)d characters.") % {"most": most})
    if said and each.least and len(said) < each.least:
        raise Wrong(_("Write at least %(least)d characters.") % {"least": each.least})
    return said or None


def _one(each: FormField, raw: Any, world: World) -> str | None:
    said = _text_of(raw)
    if said and each.choice(said) is None:
        raise Wrong(_("Choose one of the list."))
    return said or None


def _many(each: FormField, raw: Any, world: World) -> list[str]:
    listed = raw if isinstance(raw, list | tuple) else [raw] if raw else []
    said = {_text_of(value) for value in listed} - {""}
    chosen = [choice.code for choice in each.choices if choice.code in said]
    if len(chosen) != len(said):
        raise Wrong(_("Choose from the list."))
    if each.most and len(chosen) > each.most:
        raise Wrong(_("Choose at most %(most)d.") % {"most": each.most})
    if chosen and each.least and len(chosen) < each.least:
        raise Wrong(_("Choose at least %(least)d.") % {"least": each.least})
    return chosen


def _yes_no(each: FormField, raw: Any, world: World) -> bool | None:
    said = _text_of(raw).lower()
    if said not in YES | NO | {""}:
        raise Wrong(_("Say yes or no."))
    return None if not said else said in YES


def _number(each: FormField, raw: Any, world: World) -> int | float | None:
    said = _text_of(raw).replace(",", ".")
    if not said:
        return None
    if isinstance(raw, bool) or not re.fullmatch(r"-?[0-9]{1,16}(\.[0-9]{1,6})?", said):
        raise Wrong(_("Write a number."))
    try:
        number = Decimal(said)
    except InvalidOperation:
        raise Wrong(_("Write a number.")) from None
    if abs(number) > BIGGEST:
        raise Wrong(_("This number is too large."))
    if each.least is not None and number < each.least:
        raise Wrong(_("Write %(least)d or more.") % {"least": each.least})
    if each.most is not None and number > each.most:
        raise Wrong(_("Write %(most)d or less.") % {"most": each.most})
    return int(number) if number == number.to_integral_value() else float(number)


def _date(each: FormField, raw: Any, world: World) -> str | None:
    said = _text_of(raw)
    if not said:
        return None
    try:
        chosen = parse_date(said)
    except ValueError:
        chosen = None
    if chosen is None:
        raise Wrong(_("Write a date like 2027-01-31."))
    earliest, latest = bounds(each, world.today)
    if earliest and chosen < earliest:
        raise Wrong(_("The earliest possible day is %(day)s.") % {"day": date_format(earliest, "j F Y")})
    if latest and chosen > latest:
        raise Wrong(_("The latest possible day is %(day)s.") % {"day": date_format(latest, "j F Y")})
    return chosen.isoformat()


def bounds(each: FormField, today: date) -> tuple[date | None, date | None]:
    """The first and the last day that a date field takes."""
    days = [None if limit is None else today + timedelta(days=limit) for limit in (each.least, each.most)]
    return days[0], days[1]


def _person(each: FormField, raw: Any, world: World) -> int | None:
    return None if raw in (None, "") else world.person(raw)


def _item(each: FormField, raw: Any, world: World) -> int | None:
    if raw in (None, ""):
        return None
    found = world.item(each, raw)
    if found is None:
        raise Wrong(_("Choose one of the list."))
    return found


def _files(each: FormField, files: list[UploadedFile[Any]]) -> list[UploadedFile[Any]]:
    most = min(each.most or MOST_FILES, MOST_FILES)
    if len(files) > most:
        raise Wrong(_("Send at most %(most)d files.") % {"most": most})
    attachments.check_all(files)
    return files


READERS: dict[FieldType, Callable[[FormField, Any, World], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.ONE: _one,
    FieldType.MANY: _many,
    FieldType.YES_NO: _yes_no,
    FieldType.NUMBER: _number,
    FieldType.DATE: _date,
    FieldType.PERSON: _person,
    FieldType.ITEM: _item,
}
