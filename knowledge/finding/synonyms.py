"""Groups of words that mean the same, kept by each process until an administrator changes one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Sum

from knowledge.finding.stems import english
from knowledge.finding.words import roots, tokens
from knowledge.models import Synonym

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """``of`` each phrase, as it is written and as its stems, the other phrases of its groups."""

    stamp: Any
    of: dict[Phrase, list[Phrase]] = field(default_factory=dict)
    longest: int = 1

    def others(self, said: Phrase) -> list[Phrase]:
        """What means the same as this phrase."""
        return self.of.get(said, [])


_kept: list[Synonyms] = []


def synonyms() -> Synonyms:
    """The groups in use; one query, and two more where one of them has changed since."""
    stamp = Synonym.objects.aggregate(Count("pk"), Max("pk"), Sum("entry_number"), Max("changed_at"))
    if not _kept or _kept[0].stamp != stamp:
        _kept[:] = [_read(stamp)]
    return _kept[0]


def read(phrase: str) -> Phrase:
    """A phrase as its words; ``wi-fi`` is one word here, ``wifi``."""
    return tuple(token[-1] for token in tokens(phrase))


def _read(stamp: Any) -> Synonyms:
    groups = [[said for said in map(read, row.phrases()) if said] for row in Synonym.objects.filter(is_active=True)]
    stems = english({word for group in groups for phrase in group for word in phrase})
    of: dict[Phrase, list[Phrase]] = defaultdict(list)
    for group in groups:
        for said in group:
            for key in {said, *_alike(said, stems)}:
                of[key] += [other for other in group if other not in (key, said) and other not in of[key]]
    return Synonyms(stamp, dict(of), max((len(said) for said in of), default=1))


def _alike(said: Phrase, stems: dict[str, frozenset[str]]) -> set[Phrase]:
    """A single word by its stems too: who asks for ``printers`` means ``printer``."""
    return {(stem,) for stem in {*stems[said[0]], *roots(said[0])}} if len(said) == 1 else set()
