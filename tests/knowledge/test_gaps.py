from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from incidents.actions import restrict
from knowledge.gaps import LEAST, gaps
from tests.cast import Cast
from tests.journeys import category, resolved
from tests.knowledge.articles import drafted, published


def test_what_is_resolved_often_and_written_nowhere_is_a_gap(cast: Cast) -> None:
    for _turn in range(LEAST):
        resolved(cast)
    found = gaps(cast.agent, timezone.now())
    assert {(str(gap.about), gap.count, gap.is_service) for gap in found} == {
        (cast.service.name, LEAST, True),
        (str(category()), LEAST, False),
    }


def test_a_published_article_fills_it_and_a_draft_does_not(cast: Cast) -> None:
    for _turn in range(LEAST):
        resolved(cast)
    drafted(cast, services=[cast.service])
    assert len(gaps(cast.agent, timezone.now())) == 2
    published(cast, services=[cast.service], category=category())
    assert gaps(cast.agent, timezone.now()) == []


def test_what_is_long_ago_or_not_to_be_known_of_counts_for_nothing(cast: Cast) -> None:
    for _turn in range(LEAST):
        restrict(resolved(cast), by=cast.by("specialist"), people=[])
    assert gaps(cast.agent, timezone.now()) == []
    assert len(gaps(cast.specialist, timezone.now())) == 2
    assert gaps(cast.specialist, timezone.now() + timedelta(days=100)) == []
    assert gaps(cast.supplier, timezone.now()) == []
