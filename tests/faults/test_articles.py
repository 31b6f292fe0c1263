"""Several people at one article at once, on a real PostgreSQL: nothing overwritten unseen, nothing counted twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from knowledge import actions
from knowledge.models import Article, Use, Visit
from records.models import Entry
from records.recording import fold
from records.refusals import Changed
from tests.cast import Cast
from tests.journeys import resolved
from tests.knowledge.articles import published
from tests.threads import at_once


def holds(article: Article) -> None:
    """The record explains the row, without a hole."""
    row = Article.objects.get(pk=article.pk)
    entries = list(Entry.objects.about(row))
    assert [entry.number for entry in entries] == list(range(1, row.entry_number + 1))
    assert fold(entries) == {name: value for name, value in row.snapshot().items() if value is not None}


def test_of_two_who_save_at_once_one_is_told_what_the_other_wrote(real_cast: Cast) -> None:
    cast, article = real_cast, published(real_cast)

    def save(who: str) -> Callable[[], Article]:
        return lambda: actions.write(article, by=cast.by(who), body=f"As {who} says.", seen=article.entry_number)

    results = at_once(save("agent"), save("specialist"))
    assert sum(isinstance(result, Changed) for result in results) == 1
    assert Article.objects.get().versions.count() == 2
    holds(article)


def test_readers_rate_read_and_use_it_at_once(real_cast: Cast) -> None:
    cast, article, incident = real_cast, published(real_cast), resolved(real_cast)
    today = timezone.localdate()

    def rate(who: str, *, is_helpful: bool) -> Callable[[], object]:
        return lambda: actions.rate(article, by=cast.by(who), is_helpful=is_helpful)

    at_once(
        rate("requester", is_helpful=True),
        rate("colleague", is_helpful=True),
        rate("stranger", is_helpful=False),
        *[lambda: actions.note_view(article, cast.requester, today) for _twice in range(2)],
        *[lambda: actions.use(article, by=cast.by("specialist"), incident=incident) for _twice in range(2)],
    )
    row = Article.objects.get()
    assert (row.helpful_count, row.unhelpful_count, row.view_count, row.use_count) == (2, 1, 1, 1)
    assert (Visit.objects.count(), Use.objects.count()) == (1, 1)
    holds(article)


def test_an_owner_is_reminded_once_by_two_who_sweep_at_once(real_cast: Cast) -> None:
    article = published(real_cast)
    later = timezone.now() + timedelta(days=400)
    assert sum(at_once(lambda: actions.remind(later), lambda: actions.remind(later))) == 1
    holds(article)
