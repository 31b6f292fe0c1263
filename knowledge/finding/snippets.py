"""The part of a text that shows why it was found, with the words found marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knowledge.finding.words import Word, places, roots

LONGEST, READ = 220, 10_000
"""Letters of a snippet, and so many of a text are looked through."""
STEM = 4
"""Of terms this long a longer word is marked by its beginning."""


def marked(text: str, terms: Collection[str]) -> SafeString:
    """A whole text, escaped, with the words found in ``<mark>``."""
    return _html(text, found_in(text, terms), 0, len(text))


def snippet(text: str, terms: Collection[str]) -> SafeString:
    """The stretch of a text with most of the words found, escaped and marked; its beginning where there are none."""
    read = text[:READ]
    found = found_in(read, terms)
    begin = _best(found, read)
    end = _end(read, begin)
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    return mark_safe(f"{before}{_html(read, found, begin, end)}{after}")  # noqa: S308 - escaped, the rest is ours


def found_in(text: str, terms: Collection[str]) -> list[Word]:
    """The words of a text that are among these terms or come from one of them, as they stand in it."""
    whole, stems = set(terms), tuple(term for term in terms if len(term) >= STEM)
    looked: dict[str, bool] = {}

    def is_found(word: str) -> bool:
        if word not in looked:
            looked[word] = word in whole or word.startswith(stems) or not whole.isdisjoint(roots(word))
        return looked[word]

    return [word for read in places(text) for word in _those(read, is_found)] if whole else []


def _those(read: list[Word], is_found: Callable[[str], bool]) -> list[Word]:
    """Of the readings of a word the whole, where that was found, or else those parts that were."""
    return read[:1] if is_found(read[0].text) else [word for word in read[1:] if is_found(word.text)]


def _best(found: list[Word], text: str) -> int:
    """Where the stretch begins that has most different words found: a little before the first of them."""
    best, begin = 0, 0
    for at, first in enumerate(found):
        until = bisect_right(found, first.begin + LONGEST, key=lambda word: word.end)
        within = {word.text for word in found[at:until]}
        if len(within) > best:
            best, begin = len(within), first.begin
    if len(text) <= LONGEST or begin < LONGEST // 3:
        return 0
    space = text.find(" ", max(begin - LONGEST // 5, 0))
    return space + 1 if 0 <= space < begin else begin


def _end(text: str, begin: int) -> int:
    """Where it ends: behind a whole word."""
    end = begin + LONGEST
    space = text.rfind(" ", begin, end)
    return len(text) if end >= len(text) else space if space > begin else end


def _html(text: str, found: list[Word], begin: int, end: int) -> SafeString:
    """The stretch with its words found marked; every part between the marks is escaped by itself."""
    parts, at = [], begin
    for word in found:
        if word.begin >= at and word.end <= end:
            parts += [escape(text[at : word.begin]), "<mark>", escape(text[word.begin : word.end]), "</mark>"]
            at = word.end
    return mark_safe("".join([*parts, escape(text[at:end])]))  # noqa: S308 - each part is escaped, the marks are ours
