"""A knowledge base to measure with: articles put in by bulk, published, for everybody.

The English ones are not part of this repository. ``KB_ARTICLES`` names a JSON Lines file of them, plain or ``.xz``, each
line with ``title``, ``body_markdown``, ``description`` and ``tags`` (the NeSI support documentation has this form). The
Indonesian ones are written for this benchmark.
"""

from __future__ import annotations

import json
import lzma
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from knowledge.models import Article, Posting, Version

HERE = Path(__file__).parent
ARTICLES = "KB_ARTICLES"


@dataclass(frozen=True)
class Told:
    """What an article says."""

    title: str
    summary: str
    body: str
    language: str
    tags: tuple[str, ...] = ()


def english() -> list[Told]:
    """The articles of ``KB_ARTICLES``; none where it names no file."""
    path = Path(os.environ.get(ARTICLES, ""))
    if not path.is_file():
        return []
    kept = path.read_bytes()
    lines = (lzma.decompress(kept) if path.suffix == ".xz" else kept).decode().split("\n")
    rows = [json.loads(line) for line in lines if line]
    return [
        Told(row["title"].strip(), (row["description"] or "")[:300], row["body_markdown"][:60_000], "en", tuple(tag.strip()[:40] for tag in row["tags"]))
        for row in rows
    ]  # fmt: skip


def indonesian() -> list[Told]:
    """The articles written for this benchmark."""
    found = []
    for part in (HERE / "articles_id.md").read_text().split("# ")[1:]:
        title, summary, body = part.split("\n", 2)
        found.append(Told(title.strip(), summary.removeprefix("> ").strip(), body.strip(), "id"))
    return found


def build(articles: list[Told]) -> dict[str, set[int]]:
    """Put these in, published; the keys by title."""
    now = timezone.now()
    first = (Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    rows = [
        Article(id=first + at, reference=f"KB-{first + at:06}", title=told.title[:160], language=told.language, tags=list(told.tags), created_at=now, state="published", published_id=first + at)
        for at, told in enumerate(articles)
    ]  # fmt: skip
    versions = [
        Version(id=row.pk, article_id=row.pk, number=1, title=row.title, summary=told.summary, body=told.body, created_at=now, published_at=now)
        for row, told in zip(rows, articles, strict=True)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE knowledge_article DISABLE TRIGGER USER")
        Article.objects.bulk_create(rows)
        Version.objects.bulk_create(versions)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE knowledge_article ENABLE TRIGGER USER")
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.title].add(row.pk)
    return keys


def multiply(count: int) -> None:
    """Make ``count`` articles of those that are there, by SQL: each copy lacks every tenth word of what it is like.

    A third are for staff, a tenth for no team that anybody is in; use and votes vary by the row's number.
    """
    first = Article.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    like = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    told = {"first": first, "count": count - len(like), "like": like, "many": len(like)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE knowledge_article DISABLE TRIGGER USER")
        for table, own in _COPIED.items():
            model = {"knowledge_article": Article, "knowledge_version": Version, "knowledge_posting": Posting}[table]
            columns = [field.column for field in model._meta.concrete_fields]
            values = [own.get(column, f'template."{column}"') for column in columns]
            key = "article_id" if "article_id" in columns else "id"
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
                f"FROM generate_series(0, %(count)s - 1) AS n JOIN {table} AS template "
                f"ON template.{key} = (%(like)s::bigint[])[1 + n %% %(many)s] WHERE {own.get('', 'true')}",
                told,
            )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE knowledge_article ENABLE TRIGGER USER")
        cursor.execute("INSERT INTO knowledge_indexed SELECT id, false FROM knowledge_article ON CONFLICT DO NOTHING")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


_COPIED = {
    "knowledge_article": {
        "id": "%(first)s + n", "reference": "'KB-' || (%(first)s + n)", "latest_id": "NULL", "published_id": "%(first)s + n",
        "readers": "CASE WHEN n %% 10 = 0 THEN 'teams' WHEN n %% 3 = 0 THEN 'staff' ELSE 'public' END",
        "view_count": "n %% 400", "helpful_count": "n %% 17", "unhelpful_count": "n %% 5", "use_count": "n %% 23",
    },
    "knowledge_version": {
        "id": "%(first)s + n", "article_id": "%(first)s + n", "body": "left(template.body, 4000)",
    },
    "knowledge_posting": {"article_id": "%(first)s + n", "": "(hashtext(template.term) + n) %% 10 <> 0"},
}  # fmt: skip
