"""Where a word stands in an article, and what that is worth: its title says more than its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.finding.words import words

_CODE = re.compile(r"^(```|~~~)[^\n]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"https?://\S+")
_EMPHASIS = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)")
_SIGNS = re.compile(r"[|#>]+|<[^>\n]{1,200}>|^\s*(?:[-+*]|\d+\.)\s+", re.MULTILINE)
_RULE = re.compile(r"^[|:\-= \t]{3,}$", re.MULTILINE)
_SPACES = re.compile(r"\s+")
SATURATION = 3.0
"""How soon a word said more often says nothing more (k1 of BM25)."""


@dataclass(frozen=True)
class Place:
    """``worth`` of a word there, ``usual`` length in words, and how much a greater length lowers the worth (0 to 1)."""

    worth: float
    usual: int
    lowers: float


PLACES = {
    "title": Place(12.0, 6, 0.5),
    "tags": Place(4.0, 5, 0.3),
    "headings": Place(1.0, 25, 0.2),
    "summary": Place(3.0, 15, 0.5),
    "body": Place(1.0, 300, 0.7),
}


def plain(markdown: str) -> str:
    """What a reader of the rendered text reads, in one line; near enough for finding and for a snippet."""
    text = _RULE.sub(" ", _CODE.sub(" ", markdown))
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    return _SPACES.sub(" ", _EMPHASIS.sub("", _SIGNS.sub(" ", _ADDRESS.sub(" ", text)))).strip()


def headings(markdown: str) -> list[str]:
    """The headings of a text."""
    return _HEADING.findall(markdown)


def said(title: str, tags: Iterable[str], summary: str, body: str) -> dict[str, list[str]]:
    """The words of an article by place."""
    return {
        "title": words(title),
        "tags": words(" ".join(tags)),
        "headings": words(" ".join(headings(body))),
        "summary": words(summary),
        "body": words(plain(body)),
    }


def weights(said: Mapping[str, list[str]], stems: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """How much an article is about each of its words and their stems: between 0 and 1, its places weighed (BM25F).

    A stem that several words share is as often said as they are together.
    """
    total: dict[str, float] = defaultdict(float)
    for place, spoken in said.items():
        kind = PLACES[place]
        share = kind.worth / (1 - kind.lowers + kind.lowers * len(spoken) / kind.usual)
        for word, times in Counter(spoken).items():
            for term in {word, *stems.get(word, ())}:
                total[term] += times * share
    return {term: round(much / (SATURATION + much), 4) for term, much in total.items()}
