"""Finding something in the catalogue by words: every word must occur, one slip of the keys forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from incidents.models import CatalogueItem

LONG, VERY_LONG = 4, 8
"""From so many letters on, one slip is forgiven, or two."""


def matching(items: Iterable[CatalogueItem], text: str) -> list[CatalogueItem]:
    """Those in which every word of the text occurs, in their order; without words, all."""
    wanted = _words(text[:100])
    return [item for item in items if all(_occurs(word, _words(_said(item))) for word in wanted)]


def _said(item: CatalogueItem) -> str:
    return " ".join([
        item.name, item.english_name, item.summary, item.english_summary, item.keywords, str(item.service),
        item.category.path, str(item.category),
    ])  # fmt: skip


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _occurs(word: str, known: list[str]) -> bool:
    slips = 2 if len(word) >= VERY_LONG else 1 if len(word) >= LONG else 0
    return any(word in each or (slips and OSA.distance(word, each, score_cutoff=slips) <= slips) for each in known)
