"""The words articles are found by: kept in the transaction that changes what their readers see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from django.db import connection, transaction

from knowledge.finding.places import said, weights
from knowledge.finding.stems import stems
from knowledge.models import Article, Indexed, Posting, SearchTerm, Vocabulary

BATCH = 500
"""So many articles are indexed in one transaction when all are indexed anew."""


def index(article_ids: Iterable[int]) -> None:
    """Keep the words of these articles as their readers see them now; of what nobody reads, none."""
    ids = list(article_ids)
    rows = Article.objects.filter(pk__in=ids, published__isnull=False).select_related("published", "category")
    found = [posting for article in rows.prefetch_related("services") for posting in _postings(article)]
    Posting.objects.filter(article_id__in=ids).delete()
    with connection.cursor() as cursor:
        if found:
            columns = [list(column) for column in zip(*found, strict=True)]
            cursor.execute(_KEEP, columns)
        cursor.execute(_TO_COUNT, [ids])


def index_anew() -> int:
    """Index every article, in batches, and count the terms; how many articles. Searches go on meanwhile."""
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(ids), BATCH):
        with transaction.atomic():
            index(ids[begin : begin + BATCH])
    count()
    return len(ids)


def count() -> int:
    """Count in how many articles each term occurs, if anything was indexed since; how many articles were new."""
    with transaction.atomic(), connection.cursor() as cursor:
        fresh = list(
            Indexed.objects.select_for_update(skip_locked=True).filter(is_counted=False).values_list("pk", flat=True)
        )
        if not fresh:
            return 0
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('knowledge vocabulary'))")
        SearchTerm.objects.all().delete()
        cursor.execute(_COUNT)
        Indexed.objects.filter(pk__in=fresh).update(is_counted=True)
        articles = Article.objects.filter(published__isnull=False).count()
        told = {"stamp": uuid4(), "articles": articles}
        Vocabulary.objects.update_or_create(pk=1, defaults=told)
    return len(fresh)


def _postings(article: Article) -> list[tuple[int, str, float, bool]]:
    """The postings of one article; what its category and services are called counts as its tags do."""
    version = article.published
    if version is None:
        return []
    services = [service.name for service in article.services.all()]
    tags = [*article.tags, *services, article.category.path if article.category else ""]
    spoken = said(version.title, tags, version.summary, version.body)
    every = {word for words in spoken.values() for word in words}
    of_each = weights(spoken, stems(every, article.language))
    return [(article.pk, term, weight, term in every) for term, weight in of_each.items()]


_KEEP = """
INSERT INTO knowledge_posting (article_id, term, weight, is_word)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::float8[], %s::boolean[])
"""

_TO_COUNT = """
INSERT INTO knowledge_indexed (article_id, is_counted) SELECT unnest(%s::bigint[]), false
ON CONFLICT (article_id) DO UPDATE SET is_counted = false
"""

_COUNT = """
INSERT INTO knowledge_searchterm (term, articles, public, staff)
SELECT term, count(*), count(*) FILTER (WHERE is_word AND readers = 'public'),
       count(*) FILTER (WHERE is_word AND readers IN ('public', 'staff'))
FROM knowledge_posting JOIN knowledge_article AS article ON article.id = article_id
GROUP BY term
"""
