"""What can be filled into a mail text: ``{{ reference }}`` and so on. Pure: no template language, nothing is called."""

from __future__ import annotations

import re
from collections.abc import Mapping

VARIABLES = {
    "reference": "INC-000123", "title": "No receipts are printed", "state": "In diagnosis", "priority": "P2",
    "service": "Cash desks", "team": "Shop support", "assignee": "Lina Marlina", "requester": "Dewi Lestari",
    "percent": "75", "days": "2",
}  # fmt: skip
"""name → an example, for the preview. ``percent`` is the share of the time that has passed, ``days`` how long nothing moved."""
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~])")


def mistakes(text: str) -> list[str]:
    """What stands in braces and is no variable, as it was written; a brace that is left open counts."""
    unknown = [found.group(0) for found in _PLACE.finditer(text) if found.group(1) not in VARIABLES]
    rest = _PLACE.sub("", text)
    return unknown + [mark for mark in ("{{", "}}", "{%") if mark in rest]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known filled in; what has no value is left out."""
    return _PLACE.sub(lambda found: values.get(found.group(1), ""), text)


def filled_markdown(text: str, values: Mapping[str, str]) -> str:
    """The same where the text is Markdown: a value is words, never a link or a heading of its own."""
    return filled(text, {name: _MARKS.sub(r"\\\1", value) for name, value in values.items()})
