from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge import actions
from knowledge.models import Article
from notifications.models import Notice
from people.models import Absence
from tests.cast import Cast
from tests.knowledge.articles import drafted, knowledge_manager, published, retired

LATER = datetime(2030, 5, 6, 3, tzinfo=UTC)


def asked() -> list[str]:
    return list(Notice.objects.filter(occasion="article_due").values_list("person__name", flat=True))


def test_the_owner_is_asked_once_for_each_date(cast: Cast) -> None:
    article = published(cast)
    assert [actions.remind(LATER) for _thrice in range(3)] == [1, 0, 0]
    assert asked() == [cast.agent.name]
    actions.set_review(article, by=cast.by("agent"), review_on=date(2031, 1, 1))
    assert actions.remind(LATER + timedelta(days=400)) == 1


@pytest.mark.parametrize("make", [drafted, retired])
def test_what_nobody_reads_is_not_asked_about(cast: Cast, make: object) -> None:
    make(cast)  # type: ignore[operator]
    assert actions.remind(LATER) == 0


def test_what_is_not_due_waits(cast: Cast) -> None:
    article = published(cast)
    assert article.review_on is not None
    before = datetime.combine(article.review_on, datetime.min.time(), UTC) - timedelta(days=1)
    assert actions.remind(before) == 0


@pytest.mark.parametrize("how", ["gone", "away"])
def test_the_knowledge_manager_sees_to_it_where_the_owner_does_not(cast: Cast, how: str) -> None:
    person = knowledge_manager(cast)
    published(cast)
    if how == "gone":
        cast.agent.is_active = False
        cast.agent.save(update_fields=["is_active"])
    else:
        Absence.objects.create(person=cast.agent, first_day=date(2020, 1, 1), last_day=date(2040, 1, 1))
    actions.remind(LATER)
    assert asked() == [person.name]
    assert Article.objects.get().reminded_of is not None
