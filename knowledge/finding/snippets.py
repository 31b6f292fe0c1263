"""The part of a text that shows why it was found, with the words found marked."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knowledge.finding.words import Word, folded, places, roots
from records import marks

LONGEST, READ = 220, 20_000
"""Letters of a snippet, and so many of a text are looked through."""
STEM = 4
"""Of terms this long a longer word is marked by its beginning."""


def marked(text: str, terms: Collection[str]) -> SafeString:
    """A whole text, escaped, with the words found in ``<mark>``."""
    return _html(text, _found(text, terms))


def snippet(text: str, terms: Collection[str]) -> SafeString:
    """The stretch of a text with most of the words found, escaped and marked; its beginning where there are none."""
    read = text[:READ]
    found = _found(read, terms)
    begin = _best(found, read)
    cut = _whole_words(read, begin)
    part = _html(cut, _found(cut, terms))
    before, after = "… " if begin else "", " …" if begin + len(cut) < len(text) else ""
    return mark_safe(f"{before}{part}{after}")  # noqa: S308 - the part is escaped, the rest is ours


def _found(text: str, terms: Collection[str]) -> list[Word]:
    whole, stems = set(terms), tuple(term for term in terms if len(term) >= STEM)

    def is_found(word: str) -> bool:
        return word in whole or word.startswith(stems) or not whole.isdisjoint(roots(word))

    return [word for word in places(text) if is_found(word.text)]


def _best(found: list[Word], text: str) -> int:
    """Where the stretch begins that has most different words found: a little before the first of them."""
    best, begin = 0, 0
    for at, first in enumerate(found):
        within = {word.text for word in found[at:] if word.end <= first.begin + LONGEST}
        if len(within) > best:
            best, begin = len(within), first.begin
    if len(text) <= LONGEST or begin < LONGEST // 3:
        return 0
    space = text.find(" ", max(begin - LONGEST // 5, 0))
    return space + 1 if 0 <= space < begin else begin


def _whole_words(text: str, begin: int) -> str:
    cut = text[begin : begin + LONGEST]
    return cut if begin + LONGEST >= len(text) or " " not in cut else cut[: cut.rindex(" ")]


def _html(text: str, found: list[Word]) -> SafeString:
    """Marks are set before escaping, as characters that nobody types, so that what is escaped stays escaped."""
    clean = text.replace(marks.START, " ").replace(marks.END, " ")
    for word in reversed(found):
        clean = f"{clean[: word.begin]}{marks.START}{clean[word.begin : word.end]}{marks.END}{clean[word.end :]}"
    safe = escape(clean).replace(marks.START, "<mark>").replace(marks.END, "</mark>")
    return mark_safe(safe)  # noqa: S308 - it is escaped, and the marks are ours
