"""Keyset pages: the next page starts after the last row shown, whatever was added or removed meanwhile.

A cursor is the sort values of that row, opaque in the address. One that cannot be understood is none.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


def page(rows: QuerySet[M], order: Sequence[str], cursor: str, size: int) -> tuple[list[M], str]:
    """The ``size`` rows after the cursor in this order, and the cursor of the next page (empty at the end).

    ``order`` are columns that are never NULL, the last of them unique.
    """
    listed = list(_after(rows.order_by(*order), order, decode(cursor))[: size + 1])
    more = encode(listed[size - 1], order) if len(listed) > size else ""
    return listed[:size], more


def encode(row: Model, order: Sequence[str]) -> str:
    """The cursor that stands after this row."""
    values = [getattr(row, name.lstrip("-")) for name in order]
    plain = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode()


def decode(cursor: str) -> list[Any]:
    """The sort values of a cursor; none where it is not one."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except ValueError:
        return []
    return values if isinstance(values, list) and all(_is_value(value) for value in values) else []


def _is_value(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and not re.search("[\x00\ud800-\udfff]", value))


def _after(rows: QuerySet[M], order: Sequence[str], values: list[Any]) -> QuerySet[M]:
    if len(values) != len(order):
        return rows
    try:
        first = order[0].lstrip("-")
        # Says nothing new, but an index can begin there: it cannot with the alternatives of the rest.
        edge = Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]})
        return rows.filter(edge & _beyond(order, values))
    except (ValueError, TypeError, ValidationError):
        return rows


def _beyond(order: Sequence[str], values: list[Any]) -> Q:
    first, *rest = order
    name, step = first.lstrip("-"), "lt" if first.startswith("-") else "gt"
    beyond = Q(**{f"{name}__{step}": values[0]})
    if rest:
        beyond |= Q(**{name: values[0]}) & _beyond(rest, values[1:])
    return beyond
