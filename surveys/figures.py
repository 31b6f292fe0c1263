"""What a pile of scores says. Pure: no database, no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

SURE = 1.959964
"""How many standard deviations hold 95 of 100."""
FEWEST = 5
"""Anonymous answers show from so many on."""


def wilson(good: int, of: int) -> tuple[float, float]:
    """Between what the share of content people lies with 95 % confidence (Wilson's score interval), from nothing to one.

    Raises ValueError for more good ones than there are.
    """
    if not 0 <= good <= of:
        raise ValueError("there cannot be more good ones than there are")
    if of == 0:
        return 0.0, 1.0
    share, square = good / of, SURE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = SURE * sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))


@dataclass
class Pile:
    """So many asked, so many of them answered, and all answers by score; those nobody asked for count as answers too."""

    asked: int = 0
    responded: int = 0
    scores: list[int] = field(default_factory=lambda: [0] * 5)

    def add(self, other: Pile) -> None:
        """Put another pile on top."""
        self.asked += other.asked
        self.responded += other.responded
        self.scores = [mine + theirs for mine, theirs in zip(self.scores, other.scores, strict=True)]

    @property
    def count(self) -> int:
        """How many answered."""
        return sum(self.scores)

    @property
    def good(self) -> int:
        """How many were content: 4 or 5."""
        return self.scores[3] + self.scores[4]

    @property
    def mean(self) -> float | None:
        """The mean score; None without answers."""
        total = sum(score * count for score, count in enumerate(self.scores, start=1))
        return total / self.count if self.count else None

    @property
    def satisfied(self) -> int | None:
        """The share of content people in percent; None without answers."""
        return round(100 * self.good / self.count) if self.count else None

    @property
    def between(self) -> tuple[int, int] | None:
        """Where that share lies with 95 % confidence, in percent."""
        if not self.count:
            return None
        low, high = wilson(self.good, self.count)
        return round(100 * low), round(100 * high)

    @property
    def spread(self) -> list[tuple[int, float, float]]:
        """The scores as parts of a hundred, side by side: score, where it begins, how wide it is."""
        parts, begin = [], 0.0
        for score, count in enumerate(self.scores, start=1):
            width = 100 * count / (self.count or 1)
            parts += [(score, round(begin, 2), round(width, 2))] if count else []
            begin += width
        return parts

    @property
    def rate(self) -> int | None:
        """How many of those asked answered, in percent; None where nobody was asked."""
        return round(100 * self.responded / self.asked) if self.asked else None


def together(named: dict[str, Pile], nameless: dict[str, Pile]) -> tuple[dict[str, Pile], int]:
    """Both piles by group, without the anonymous answers of groups that have too few; and how many were left out.

    Where only a few would be left out, another group's are too: else they could be reckoned from the whole.
    """
    shown = {key: pile for key, pile in nameless.items() if pile.count >= FEWEST}
    hidden = sum(pile.count for key, pile in nameless.items() if key not in shown)
    while 0 < hidden < FEWEST and shown:
        smallest = min(shown, key=lambda key: (shown[key].count, key))
        hidden += shown.pop(smallest).count
    merged: dict[str, Pile] = {}
    for piles in (named, shown):
        for key, pile in piles.items():
            merged.setdefault(key, Pile()).add(pile)
    return merged, hidden
