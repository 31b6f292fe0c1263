from __future__ import annotations

from knowledge.actions.door import acting_on
from knowledge.actions.draft import draft
from knowledge.entries import Translated
from knowledge.models import Article
from records.actors import Actor
from records.recording import record


def translate(article: Article, *, by: Actor, language: str, seen: int | None = None) -> Article:
    """Begin a draft that will say the same in another language; returns it. Raises Invalid where there is one already."""
    with acting_on(article, by=by, verb="translate", seen=seen) as row:
        text = row.latest
        if text is None:
            raise RuntimeError(f"{row} has no version")
        original = Article.objects.get(pk=row.original_id) if row.original_id else row
        about = {name: getattr(row, name) for name in ("kind", "readers", "category", "tags")}
        made = draft(
            by=by, incident=row.incident, original=original, language=language,
            teams=row.teams.all(), services=row.services.all(), title=text.title, summary=text.summary, body=text.body,
            **about,
        )  # fmt: skip
        record(row, Translated(translation=made.pk, language=language), by=by)
    return made
