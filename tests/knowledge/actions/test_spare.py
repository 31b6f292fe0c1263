"""«This solved it»: counted once a day, and only where no report followed (SPEC F2)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from knowledge import actions
from knowledge.models import Article, Spared
from records.refusals import NotAllowed
from tests.cast import Cast
from tests.journeys import detected
from tests.knowledge.articles import published

pytestmark = pytest.mark.django_db


def test_it_counts_once_a_day_and_says_that_it_helped(cast: Cast) -> None:
    article = published(cast)
    for _ in range(2):
        actions.spare(article, by=cast.by("requester"))
    assert Spared.objects.count() == 1
    assert Article.objects.get(pk=article.pk).helpful_count == 1


def test_whoever_reports_within_a_day_was_not_spared_it(cast: Cast) -> None:
    article = published(cast)
    actions.spare(article, by=cast.by("requester"))
    actions.spare(article, by=cast.by("colleague"))
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=True):
        detected(cast, requester=cast.colleague)
    with time_machine.travel(timezone.now() + timedelta(hours=30), tick=True):
        detected(cast, requester=cast.requester)
    assert [each.person for each in Spared.objects.proven()] == [cast.requester]


def test_what_one_may_not_read_spares_nothing(client: Client, cast: Cast) -> None:
    article = published(cast, readers="staff")
    with pytest.raises(NotAllowed):
        actions.spare(article, by=cast.by("requester"))
    client.force_login(cast.requester)
    assert client.post("/tickets/solved/", {"article": article.reference}).status_code == 404
    assert client.post("/tickets/solved/", {"article": "\x00"}).status_code == 404
    assert not Spared.objects.exists()


def test_the_page_forgets_the_draft_and_leads_home(client: Client, cast: Cast) -> None:
    article = published(cast)
    client.force_login(cast.requester)
    answer = client.post("/tickets/solved/", {"article": article.reference})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert Spared.objects.filter(person=cast.requester).exists()
