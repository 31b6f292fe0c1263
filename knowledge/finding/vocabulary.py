"""The words that occur, kept by each process until they are counted anew: beginnings, slips of the finger, rarity."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.models import SearchTerm, Vocabulary
from people.models import User
from people.rights import is_staff

MOST_MEANT, MOST_BEGUN = 3, 8
KNOWN = 60_000
"""So many words, the most frequent, are looked through for what was meant."""
SHORTEST_SLIP, LONG = 4, 8
"""Shorter words are taken as they are; in words of ``LONG`` letters two slips are forgiven."""


@dataclass(frozen=True)
class Words:
    """The words one sort of reader may be told of, with the number of articles that have them."""

    count: dict[str, int]

    @cached_property
    def in_order(self) -> list[str]:
        return sorted(self.count)

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self.count, key=lambda each: -self.count[each])[:KNOWN]:
            if len(word) >= SHORTEST_SLIP - 1 and word.isalpha():
                found[len(word)].append(word)
        return found

    def __contains__(self, word: str) -> bool:
        return word in self.count

    def begun(self, beginning: str) -> list[str]:
        """Words that begin so, the most frequent first."""
        at = bisect_left(self.in_order, beginning)
        found = []
        while at < len(self.in_order) and self.in_order[at].startswith(beginning):
            found.append(self.in_order[at])
            at += 1
        return sorted(found, key=lambda word: -self.count[word])[:MOST_BEGUN]

    def meant(self, word: str) -> list[tuple[str, int]]:
        """Words one slip of the finger away, or two of a long word, with how many slips: only the nearest ones."""
        if len(word) < SHORTEST_SLIP or not word.isalpha():
            return []
        slips = 1 if len(word) < LONG - 1 else 2
        near = [
            (found, int(distance))
            for length in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _at in process.extract(
                word, self.by_length.get(length, []), scorer=OSA.distance, score_cutoff=slips, limit=MOST_MEANT * 4
            )
        ]
        fewest = min((slips for _found, slips in near), default=0)
        nearest = [each for each in near if each[1] == fewest]
        return sorted(nearest, key=lambda each: (each[0][0] != word[0], -self.count[each[0]]))[:MOST_MEANT]


@dataclass(frozen=True)
class Known:
    """What was counted last: how rare a term is, and the words each sort of reader may be told of."""

    stamp: Any
    articles: int
    frequency: dict[str, int] = field(default_factory=dict)
    public: Words = field(default_factory=lambda: Words({}))
    staff: Words = field(default_factory=lambda: Words({}))

    def rarity(self, term: str) -> float:
        """What it says that a term occurs: more, the fewer articles have it (the idf of BM25)."""
        having = self.frequency.get(term, 0)
        return log(1 + (max(self.articles, having) - having + 0.5) / (having + 0.5))

    def words_for(self, user: User) -> Words:
        """The words this person may be told of."""
        return self.staff if is_staff(user) else self.public


_kept: list[Known] = []


def known() -> Known:
    """What was counted last; one query, and one more where that has changed since."""
    stamp = Vocabulary.objects.values_list("stamp", "articles").first() or (None, 0)
    if not _kept or _kept[0].stamp != stamp:
        _kept[:] = [_read(stamp)]
    return _kept[0]


def _read(stamp: tuple[Any, int]) -> Known:
    rows = list(SearchTerm.objects.values_list("term", "articles", "public", "staff")) if stamp[0] else []
    return Known(
        stamp=stamp,
        articles=stamp[1],
        frequency={term: articles for term, articles, _public, _staff in rows},
        public=Words(_some((term, public) for term, _articles, public, _staff in rows)),
        staff=Words(_some((term, staff) for term, _articles, _public, staff in rows)),
    )


def _some(counted: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {term: count for term, count in counted if count}
