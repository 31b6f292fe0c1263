"""The machine of articles: which arrow is open when, and that there is no other way."""

from __future__ import annotations

import pytest
from django.db import InternalError, connection, transaction

from knowledge import verbs
from knowledge.lifecycle import legal_pairs
from knowledge.models import Article
from records.models import Entry
from records.recording import fold
from records.refusals import OutsideAction
from tests.cast import Cast
from tests.knowledge.articles import STATES, drafted, published

OPEN = {
    "draft": {"write", "send_to_review", "retire", "restore", "translate", "set_review", "add_file"},
    "in_review": {"send_back", "publish", "retire", "translate", "set_review"},
    "published": {"write", "retire", "restore", "translate", "set_review", "add_file"},
    "rewritten": {"write", "send_to_review", "discard", "retire", "restore", "translate", "set_review", "add_file"},
    "retired": {"restore"},
}
WRITERS = {"agent", "specialist", "incident_manager", "service_owner"}
PUBLISHING = {"publish", "retire"}


@pytest.mark.parametrize("state", STATES)
def test_the_table_says_what_each_state_allows(cast: Cast, state: str) -> None:
    article = STATES[state](cast)
    allowed = {verb for verb in verbs.VERBS if verbs.refusal(article, verb) is None}
    assert allowed - {"comment"} == OPEN[state]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", [*sorted(WRITERS), "requester", "manager", "supplier", "administrator"])
def test_who_is_offered_what(cast: Cast, state: str, who: str) -> None:
    article = STATES[state](cast)
    offered = set(verbs.offers(article, cast.by(who))) - {"comment"}
    if who == "administrator":
        assert offered == OPEN[state]
    elif who in WRITERS:
        own = {"send_back"} if who != "agent" else set()
        assert offered == OPEN[state] - PUBLISHING - own
    else:
        assert offered == set()


def test_an_article_is_born_a_draft_and_moves_only_behind_a_door(cast: Cast) -> None:
    article = drafted(cast)
    with pytest.raises(OutsideAction):
        article.to_in_review()
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE knowledge_article SET state = 'in_review' WHERE id = %s", [published(cast, title="Another").pk]
        )
    assert ("in_review", "published") in list(legal_pairs())


@pytest.mark.parametrize("state", STATES)
def test_the_record_explains_the_row(cast: Cast, state: str) -> None:
    article = Article.objects.get(pk=STATES[state](cast).pk)
    held = {name: value for name, value in article.snapshot().items() if value is not None}
    assert fold(Entry.objects.about(article)) == held
