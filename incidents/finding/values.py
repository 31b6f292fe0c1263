"""How the values of filter words are read: names, codes, moments, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from people.models import User

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
MANY = 50
"""A name that fits more rows than this is too short to mean anything."""


class Unclear(Exception):
    """A value that means nothing; its message says what to write instead."""


@dataclass(frozen=True)
class Asker:
    """Who asks, and when: ``me`` and ``today`` depend on it."""

    user: User
    now: datetime


Meaning = Callable[[str, Asker], Q]


def chosen(column: str, choices: Iterable[tuple[str, Any]]) -> Meaning:
    """A code, or its label in the language of the reader."""

    def meaning(value: str, asker: Asker) -> Q:
        listed = list(choices)
        for code, label in listed:
            if value.lower() == code.lower() or _plain(value) == _plain(str(label)):
                return Q(**{column: code})
        known = ", ".join(code for code, _label in listed)
        raise Unclear(_("“%(value)s” is none of %(known)s.") % {"value": value, "known": known})

    return meaning


def named(column: str, rows: Callable[[], QuerySet[Any]], *fields: str) -> Meaning:
    """Rows whose name contains the value, or is just that; ``none`` where there is none."""

    def meaning(value: str, asker: Asker) -> Q:
        if value.lower() == "none":
            return Q(**{f"{column}__isnull": True})
        return Q(**{f"{column}__in": keys(rows(), value, *(fields or ("name",)))})

    return meaning


def keys(rows: QuerySet[Any], value: str, *fields: str) -> list[Any]:
    """The keys of the rows that are called so; exactly so, where there is one."""
    found = _like(rows, value, "iexact", fields) or _like(rows, value, "icontains", fields)
    if not found:
        raise Unclear(_("Nothing is called “%(value)s”.") % {"value": value})
    if len(found) > MANY:
        raise Unclear(_("Very many are called “%(value)s”. Write more of the name.") % {"value": value})
    return [row.pk for row in found]


def person(column: str) -> Meaning:
    """``me``, ``none``, or part of a name or an address."""
    by_name = named(column, lambda: User.objects.all(), "name", "email")

    def meaning(value: str, asker: Asker) -> Q:
        return Q(**{column: asker.user.pk}) if value.lower() == "me" else by_name(value, asker)

    return meaning


def number(column: str) -> Meaning:
    """``3``, ``>3``, ``>=3``, ``<3``, ``<=3``."""

    def meaning(value: str, asker: Asker) -> Q:
        found = re.fullmatch(r"(>=|<=|>|<|)(\d{1,9})", value)
        if not found:
            raise Unclear(_("“%(value)s” is no number. Write for example 3 or >3.") % {"value": value})
        step = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte", "": "exact"}[found[1]]
        return Q(**{f"{column}__{step}": int(found[2])})

    return meaning


def past(column: str) -> Meaning:
    """``today``, a date, ``>date``, ``date..date``; ``<2h`` within the last two hours, ``>3d`` longer ago than that."""

    def meaning(value: str, asker: Asker) -> Q:
        if span := _span(value):
            sign, length = span
            step = "gte" if sign == "<" else "lt"
            return Q(**{f"{column}__{step}": asker.now - length})
        return within(column, value, asker)

    return meaning


def ahead(column: str) -> Meaning:
    """As ``past``, for what is still to come: ``<2h`` within the next two hours, ``>3d`` later than that."""

    def meaning(value: str, asker: Asker) -> Q:
        if span := _span(value):
            sign, length = span
            edge = asker.now + length
            return Q(**{f"{column}__gte": edge}) if sign == ">" else between(column, asker.now, edge)
        return within(column, value, asker)

    return meaning


def within(column: str, value: str, asker: Asker) -> Q:
    """A day, from or until a day, or between two, in the reader's time zone."""
    today = timezone.localtime(asker.now).date()
    named_days = {"today": today, "yesterday": today - timedelta(days=1), "tomorrow": today + timedelta(days=1)}
    sign, rest = (value[0], value[1:]) if value[:1] in "<>" else ("", value)
    first, dots, last = rest.partition("..")
    try:
        begin = named_days.get(first.lower()) or date.fromisoformat(first)
        end = (named_days.get(last.lower()) or date.fromisoformat(last)) if dots else begin
        after = _midnight(end + timedelta(days=1))
    except (ValueError, OverflowError) as wrong:
        said = _("“%(value)s” is no time. Write for example today, 2026-11-20, <2h or >3d.")
        raise Unclear(said % {"value": value}) from wrong
    if sign == "<":
        return Q(**{f"{column}__lt": _midnight(begin)})
    if sign == ">":
        return Q(**{f"{column}__gte": after})
    return between(column, _midnight(begin), after)


def between(column: str, begin: datetime, end: datetime) -> Q:
    """From ``begin`` on, before ``end``."""
    return Q(**{f"{column}__gte": begin, f"{column}__lt": end})


def _plain(text: str) -> str:
    return slugify(text).replace("-", "_")


def _span(value: str) -> tuple[str, timedelta] | None:
    found = re.fullmatch(r"([<>])(\d{1,4})([mhdw])", value)
    return (found[1], int(found[2]) * UNITS[found[3]]) if found else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=timezone.get_current_timezone())


def _like(rows: QuerySet[Any], value: str, step: str, fields: Iterable[str]) -> list[Model]:
    wanted = Q()
    for name in fields:
        wanted |= Q(**{f"{name}__{step}": value})
    return list(rows.filter(wanted).only("pk")[: MANY + 1])
