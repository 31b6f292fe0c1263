"""What words come from, in the language they are taken for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from knowledge.finding.words import LONGEST, roots
from people.models.user import Language


def stems(words: Iterable[str], language: str) -> dict[str, frozenset[str]]:
    """Of each word the stems in this language; one query for English, none for Indonesian."""
    if language == Language.INDONESIAN:
        return {word: roots(word) for word in words}
    return english(words)


def english(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of each word its English stem, where that is another word. PostgreSQL makes them; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ts_lexize('english_stem', word) FROM unnest(%s::text[]) AS word", [list(words)])
        return {word: frozenset(stem[:LONGEST] for stem in found or ()) - {word} for word, found in cursor.fetchall()}
