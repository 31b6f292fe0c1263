"""Reading what is published, and saying whether it helped."""

from __future__ import annotations

import pytest
from django.test import Client

from knowledge import actions
from knowledge.models import Article, Rating
from tests.cast import Cast
from tests.journeys import category
from tests.knowledge.articles import drafted, published, publisher, retired, rewritten


@pytest.fixture
def requester(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.requester)
    return client


def test_who_is_not_signed_in_reads_nothing(cast: Cast, client: Client) -> None:
    article = published(cast)
    for path in ("/knowledge/", article.get_absolute_url()):
        assert client.get(path).status_code == 302
    assert client.post(f"{article.get_absolute_url()}rate/", {"helpful": "yes"}).status_code == 302


def test_the_published_version_is_read_while_a_new_one_is_written(cast: Cast, requester: Client) -> None:
    page = requester.get(rewritten(cast).get_absolute_url()).text
    assert "<strong>Connect</strong>" in page and "Another text." not in page


@pytest.mark.parametrize("hidden", ["draft", "staff", "team", "retired"])
def test_what_is_not_for_them_is_not_there(cast: Cast, requester: Client, hidden: str) -> None:
    made = {
        "draft": lambda: drafted(cast, title="Vault"),
        "staff": lambda: published(cast, title="Vault", readers="staff", services=[cast.service]),
        "team": lambda: published(cast, title="Vault", readers="teams", teams=[cast.desk]),
        "retired": lambda: retired(cast, title="Vault"),
    }
    article = made[hidden]()
    near = published(cast, title="Near", services=[cast.service])
    assert requester.get(article.get_absolute_url()).status_code == 404
    assert requester.post(f"{article.get_absolute_url()}rate/", {"helpful": "yes"}).status_code == 404
    for path in (
        "/knowledge/",
        "/knowledge/?q=vault",
        f"/knowledge/?service={cast.service.pk}",
        near.get_absolute_url(),
    ):
        assert "Vault" not in requester.get(path).text


def test_it_says_where_it_stands_in_another_language(cast: Cast, requester: Client) -> None:
    article = published(cast)
    made = actions.translate(article, by=cast.by("agent"), language="id")
    assert made.get_absolute_url() not in requester.get(article.get_absolute_url()).text
    actions.publish(actions.send_to_review(made, by=cast.by("agent")), by=publisher(cast))
    for here, there in ((article, made), (made, article)):
        assert f'href="{there.get_absolute_url()}"' in requester.get(here.get_absolute_url()).text


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", {"Mail", "Printer", "Cetak"}),
        ("service={service}", {"Mail"}),
        ("category={category}", {"Printer"}),
        ("language=id", {"Cetak"}),
        ("q=mail", {"Mail"}),
        ("q=toner", {"Printer"}),
        ("q=mail printer", set()),
        ("service=x&category=99999999999&language=zz&after=!", {"Mail", "Printer", "Cetak"}),
    ],
)
def test_one_browses_by_what_it_is_about(cast: Cast, requester: Client, asked: str, titles: set[str]) -> None:
    published(cast, title="Mail", services=[cast.service])
    published(cast, title="Printer", category=category(), tags=["toner"])
    published(cast, title="Cetak", language="id")
    address = asked.format(service=cast.service.pk, category=category().pk)
    answer = requester.get(f"/knowledge/?{address}")
    assert {row.published.title for row in answer.context["rows"]} == titles


def test_others_of_the_same_service_are_shown(cast: Cast, requester: Client) -> None:
    article = published(cast, services=[cast.service])
    published(cast, title="Shared boxes", services=[cast.service])
    published(cast, title="Tills", services=[cast.core])
    page = requester.get(article.get_absolute_url()).text
    assert "Shared boxes" in page and "Tills" not in page


def test_a_reader_says_that_it_did_not_help_and_then_why(cast: Cast, requester: Client) -> None:
    article = published(cast)
    path = f"{article.get_absolute_url()}rate/"
    assert requester.post(path, {"helpful": "no"}).status_code == 303
    assert 'name="why"' in requester.get(article.get_absolute_url()).text
    requester.post(path, {"helpful": "no", "why": "Step 3 is gone."})
    assert Rating.objects.get().why == "Step 3 is gone."
    requester.post(path, {"helpful": "yes"})
    assert Rating.objects.get().is_helpful


def test_a_rating_that_says_nothing_or_too_much_is_refused(cast: Cast, requester: Client) -> None:
    path = f"{published(cast).get_absolute_url()}rate/"
    assert requester.post(path, {"helpful": "maybe"}).status_code == 422
    refused = requester.post(path, {"helpful": "no", "why": "x" * 2001})
    assert refused.status_code == 422 and "x" * 2001 in refused.text
    assert not Rating.objects.exists()


def test_reading_counts_once_a_day_for_each_reader(cast: Cast, requester: Client) -> None:
    article = published(cast)
    for _twice in range(2):
        requester.get(article.get_absolute_url())
    assert Article.objects.get().view_count == 1
