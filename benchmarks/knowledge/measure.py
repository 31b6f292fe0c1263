"""How well a search answers: is the known answer among the first five, and how far up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from benchmarks.knowledge.questions import Question

DEPTH = 10
Search = Callable[[Question], list[int]]
"""The keys of the articles found, the best first."""


@dataclass(frozen=True)
class Score:
    """Of one set: share answered among the first five, and mean of one through the rank of the answer (MRR, of ten)."""

    count: int
    recall: float
    mrr: float


def score(questions: list[Question], search: Search, keys: dict[str, set[int]]) -> Score:
    """How well these questions are answered."""
    ranks = [_rank(question, search, keys) for question in questions]
    found = sum(1 for rank in ranks if 0 < rank <= 5)
    return Score(len(ranks), found / len(ranks), sum(1 / rank for rank in ranks if rank) / len(ranks))


def _rank(question: Question, search: Search, keys: dict[str, set[int]]) -> int:
    wanted = set[int]().union(*(keys.get(title, set()) for title in question.titles))
    return next((at for at, pk in enumerate(search(question)[:DEPTH], start=1) if pk in wanted), 0)


CONFIG = {"en": "english", "id": "indonesian"}
PLAIN = """
    SELECT article_id FROM plain_search, {made} AS asked
    WHERE {vector} @@ asked ORDER BY {rank}({vector}, asked) DESC, article_id LIMIT %s
"""
WEB = "websearch_to_tsquery('{config}', %s)"
ANY = "CAST(replace(CAST(plainto_tsquery('{config}', %s) AS text), ' & ', ' | ') AS tsquery)"
"""The same words, any of which is enough."""


def prepare_plain() -> None:
    """What full-text search of PostgreSQL needs: title and text of each article in both configurations."""
    with connection.cursor() as cursor:
        cursor.execute(
            """CREATE TEMPORARY TABLE plain_search AS SELECT article_id,
               to_tsvector('english', title || ' ' || summary || ' ' || body) AS english,
               to_tsvector('indonesian', title || ' ' || summary || ' ' || body) AS indonesian FROM knowledge_version"""
        )


def plain(made: str = WEB, rank: str = "ts_rank") -> Search:
    """Full-text search as PostgreSQL brings it, in the language of the question."""

    def search(question: Question) -> list[int]:
        config = CONFIG[question.language]
        with connection.cursor() as cursor:
            cursor.execute(
                PLAIN.format(made=made.format(config=config), vector=config, rank=rank), [question.text, DEPTH]
            )
            return [pk for (pk,) in cursor.fetchall()]

    return search
