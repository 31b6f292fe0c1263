"""Which articles answer a question best: the rarest words lead to some, all words decide between these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from math import log1p, sqrt
from typing import NamedTuple

from django.db import connection
from rapidfuzz import fuzz

from knowledge.finding.asking import Asked, Slot
from knowledge.finding.vocabulary import Known
from knowledge.finding.words import folded
from knowledge.models import Article, ArticleQuerySet
from people.models import User

CANDIDATES = 50
"""So many are looked at closely."""
LED_BY = 15_000
"""Words lead to articles, the rarest first, until so many postings are read; frequent words then only help to decide."""
LEAST_SHARE = 0.7
"""What having none of the other words leaves of a score: having all leaves it whole."""
TITLE_SAYS, IS_TITLE = 0.3, 1.0
"""How much a title that reads like the question adds, and how much more the very title."""
UNKNOWN_SAYS, STRONG = 0.3, 0.5
"""What a word that occurs nowhere counts beside a rare one, and from where on an article is much about a word."""
OWN_LANGUAGE, BY_USE, BY_HELP = 0.06, 0.04, 0.10
"""How much these add at most: the reader's language, being used and read, having helped."""


class About(NamedTuple):
    """What is asked of a candidate besides its words."""

    pk: int
    title: str
    language: str
    views: int
    uses: int
    helpful: int
    unhelpful: int


_ABOUT = ("pk", "published__title", "language", "view_count", "use_count", "helpful_count", "unhelpful_count")


@dataclass(frozen=True)
class Ranked:
    """An article, how well it answers, which terms of the question it has, and which of its words it has not.

    ``share`` is how much of what the question says it is about, 0 to 1, ``matched`` how many of its words it has, and
    ``strong`` how many of these stand where much is said: in the title, mostly.
    """

    pk: int
    score: float
    share: float
    matched: int
    strong: int
    terms: frozenset[str]
    missing: tuple[str, ...]


def ranked(asked: Asked, text: str, user: User, language: str, limit: int, kinds: Collection[str] = ()) -> list[Ranked]:
    """The best answers this person may read, the best first. Three queries."""
    rows = Article.readable_to(user).filter(kind__in=kinds) if kinds else Article.readable_to(user)
    ids = _candidates(asked, rows)
    if not ids:
        return []
    having = _postings(ids, [term for slot in asked.slots for term in slot.terms])
    asked_for = folded(text)[:200].strip()
    found = [
        _weigh(about, asked, having[about.pk], asked_for, language)
        for about in map(About._make, rows.filter(pk__in=ids).values_list(*_ABOUT))
    ]
    return sorted((each for each in found if each.terms), key=lambda each: (-each.score, each.pk))[:limit]


def helped(yes: int, no: int) -> float:
    """How sure it is that it helps: the lower bound of the share who said so (Wilson), 0 to 1."""
    votes = yes + no
    if not votes:
        return 0.0
    share, z = yes / votes, 1.28
    middle = share + z * z / (2 * votes)
    return (middle - z * sqrt((share * (1 - share) + z * z / (4 * votes)) / votes)) / (1 + z * z / votes)


def _candidates(asked: Asked, rows: ArticleQuerySet) -> list[int]:
    leading = _leading(asked)
    if not leading:
        return []
    readable, told = rows.order_by().values("pk").query.sql_with_params()
    columns = [list(column) for column in zip(*leading, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES.format(readable=readable), [*columns, *told, CANDIDATES])
        return [pk for pk, _score in cursor.fetchall()]


def _leading(asked: Asked) -> list[tuple[str, float, int]]:
    """Term, worth and slot of the rarest words, as many as may be read; at least one word."""
    found: list[tuple[str, float, int]] = []
    read = 0
    for slot in sorted(asked.slots, key=lambda each: _most(each, asked.known)):
        much = _most(slot, asked.known)
        if found and read + much > LED_BY:
            break
        read += much
        number = asked.slots.index(slot)
        found += [(term, worth * asked.known.rarity(term), number) for term, worth in slot.terms.items()]
    return found


def _most(slot: Slot, known: Known) -> int:
    return sum(known.frequency.get(term, 0) for term in slot.terms)


def _postings(ids: list[int], terms: list[str]) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_OF_CANDIDATES, [ids, terms])
        for pk, term, weight in cursor.fetchall():
            found[pk][term] = weight
    return found


def _weigh(about: About, asked: Asked, having: dict[str, float], text: str, language: str) -> Ranked:
    score = matched = wanted = 0.0
    strong = 0
    missing, terms = [], set[str]()
    for slot in asked.slots:
        rarity = _rarity(slot, asked.known)
        held = slot.holding(having)
        terms |= held
        best = max((slot.terms.get(term, 0.0) * having[term] for term in held), default=0.0)
        wanted += rarity
        score += best * rarity
        matched += rarity if best else 0
        strong += best >= STRONG
        if not best:
            missing.append(slot.said)
    share = matched / wanted if wanted else 0.0
    score *= LEAST_SHARE + (1 - LEAST_SHARE) * share
    return Ranked(
        about.pk,
        score * _liked(about, text, language),
        share,
        len(asked.slots) - len(missing),
        strong,
        frozenset(terms),
        tuple(missing),
    )


def _liked(about: About, text: str, language: str) -> float:
    """What speaks for an article besides its words: a title that reads like the question, its reader, its use."""
    title = folded(about.title).strip()
    like = 1 + TITLE_SAYS * (fuzz.token_sort_ratio(text, title) / 100) ** 3 + IS_TITLE * (text == title)
    used = min(log1p(about.uses + about.views / 20) / 5, 1)
    is_own = about.language == language
    return like * (1 + OWN_LANGUAGE * is_own + BY_HELP * helped(about.helpful, about.unhelpful) + BY_USE * used)


def _rarity(slot: Slot, known: Known) -> float:
    """How much a word of the question says: as much as the most frequent of the ways it may be written.

    A word that occurs nowhere says less: it may be anything.
    """
    most = max(slot.terms, key=lambda term: known.frequency.get(term, 0), default="")
    return known.rarity(most) * (1 if known.frequency.get(most) else UNKNOWN_SAYS)


_CANDIDATES = """
WITH asked AS (SELECT * FROM unnest(%s::text[], %s::float8[], %s::int[]) AS asked (term, worth, slot)),
hit AS (
    SELECT posting.article_id, asked.slot, max(asked.worth * posting.weight) AS worth
    FROM asked JOIN knowledge_posting AS posting ON posting.term = asked.term
    GROUP BY posting.article_id, asked.slot
)
SELECT article_id, sum(worth) AS score FROM hit WHERE article_id IN ({readable})
GROUP BY article_id ORDER BY score DESC, article_id LIMIT %s
"""

_OF_CANDIDATES = """
SELECT article_id, term, weight FROM knowledge_posting WHERE article_id = ANY(%s) AND term = ANY(%s)
"""
