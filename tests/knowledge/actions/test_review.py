from __future__ import annotations

from datetime import timedelta

import pytest

from knowledge import actions
from knowledge.models import Article
from notifications.models import Notice
from records.models import Message
from records.refusals import Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import resolved
from tests.knowledge.articles import (
    drafted,
    in_review,
    knowledge_manager,
    published,
    publisher,
    retired,
    rewritten,
)


def told(occasion: str) -> set[str]:
    return set(Notice.objects.filter(occasion=occasion).values_list("person__name", flat=True))


def test_a_review_is_asked_of_the_reviewer(cast: Cast) -> None:
    article = actions.send_to_review(drafted(cast), by=cast.by("agent"), reviewer=cast.specialist, note="Please look.")
    assert (article.state, article.reviewer) == ("in_review", cast.specialist)
    assert told("article_to_review") == {cast.specialist.name}
    assert Message.objects.about(article).get().body == "Please look."


def test_without_a_reviewer_the_knowledge_managers_are_asked(cast: Cast) -> None:
    person = knowledge_manager(cast)
    in_review(cast)
    assert told("article_to_review") == {person.name}


def test_where_there_is_none_whoever_may_publish_is(cast: Cast) -> None:
    in_review(cast)
    assert told("article_to_review") == {cast.administrator.name}


def test_an_empty_text_is_not_sent(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.send_to_review(drafted(cast, body=""), by=cast.by("agent"))


def test_a_reviewer_who_may_not_see_it_is_refused(cast: Cast) -> None:
    article = drafted(cast, by="specialist", readers="teams", teams=[cast.network])
    with pytest.raises(Invalid):
        actions.send_to_review(article, by=cast.by("specialist"), reviewer=cast.agent)


def test_it_is_sent_back_with_what_is_missing(cast: Cast) -> None:
    article = actions.send_back(in_review(cast), by=publisher(cast), why="The Wi-Fi step is missing.")
    assert article.state == "draft"
    assert told("article_answered") == {cast.agent.name}
    with pytest.raises(Invalid):
        actions.send_back(in_review(cast), by=publisher(cast), why=" ")


def test_its_owner_takes_it_back_and_no_other_writer_does(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.send_back(in_review(cast), by=cast.by("specialist"), why="Mine now.")
    assert actions.send_back(in_review(cast), by=cast.by("agent"), why="Not yet.").state == "draft"


def test_publishing_is_a_right_of_its_own(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.publish(in_review(cast), by=cast.by("agent"))


def test_nothing_is_published_without_a_review(cast: Cast) -> None:
    with pytest.raises(NotNow):
        actions.publish(drafted(cast), by=publisher(cast))


def test_what_is_published_is_read_and_looked_at_again_in_a_year(cast: Cast) -> None:
    article = published(cast)
    assert Article.readable_to(cast.requester).get() == article
    assert article.published is not None and article.published.published_at is not None
    assert article.review_on is not None and (article.review_on - article.published.published_at.date()).days == 365


def test_a_review_date_lies_ahead(cast: Cast) -> None:
    article = in_review(cast)
    yesterday = article.changed_at.date() - timedelta(days=1)
    with pytest.raises(Invalid):
        actions.publish(article, by=publisher(cast), review_on=yesterday)
    with pytest.raises(Invalid):
        actions.set_review(article, by=cast.by("agent"), review_on=yesterday)


def test_personal_data_are_acknowledged_before_they_are_published(cast: Cast) -> None:
    article = in_review(cast, body="Call Budi on 0812-3456-7890.")
    with pytest.raises(Invalid) as refused:
        actions.publish(article, by=publisher(cast))
    assert set(refused.value.errors) == {"acknowledged"}
    assert actions.publish(article, by=publisher(cast), acknowledged=True).is_read


def test_the_people_of_the_incident_are_looked_for(cast: Cast) -> None:
    article = actions.draft_after(resolved(cast), by=cast.by("specialist"), language="en")
    article = actions.write(article, by=cast.by("specialist"), body=f"{cast.requester.name} could not print.")
    article = actions.send_to_review(article, by=cast.by("specialist"))
    with pytest.raises(Invalid):
        actions.publish(article, by=publisher(cast))


def test_a_dropped_draft_leaves_what_readers_see(cast: Cast) -> None:
    article = actions.discard(rewritten(cast), by=cast.by("agent"))
    assert (article.state, article.has_draft, article.versions.count()) == ("published", False, 2)
    with pytest.raises(NotNow):
        actions.discard(drafted(cast), by=cast.by("agent"))


def test_what_is_retired_nobody_reads(cast: Cast) -> None:
    article = retired(cast)
    assert not Article.readable_to(cast.administrator).exists()
    assert article.published is None
    with pytest.raises(Invalid):
        actions.retire(published(cast), by=publisher(cast), why="")


def test_a_retired_one_comes_back_as_a_draft(cast: Cast) -> None:
    article = actions.restore(retired(cast), by=cast.by("agent"))
    assert (article.state, article.is_read) == ("draft", False)


def test_an_old_version_comes_back_as_a_new_one(cast: Cast) -> None:
    article = rewritten(cast)
    old = article.versions.get(number=1)
    article = actions.restore(article, by=cast.by("agent"), version=old)
    assert article.latest is not None
    assert (article.latest.number, article.latest.body) == (3, old.body)
    assert article.versions.get(number=2).body == "Another text."


def test_the_version_of_another_article_is_none_of_this(cast: Cast) -> None:
    other = published(cast).versions.get()
    with pytest.raises(Invalid):
        actions.restore(published(cast), by=cast.by("agent"), version=other)


def test_a_translation_is_a_draft_tied_to_its_original(cast: Cast) -> None:
    article = published(cast)
    made = actions.translate(article, by=cast.by("specialist"), language="id")
    assert (made.original, made.language, made.state, made.owner) == (article, "id", "draft", cast.specialist)
    for again in (article, made):
        with pytest.raises(Invalid):
            actions.translate(again, by=cast.by("agent"), language="id")
