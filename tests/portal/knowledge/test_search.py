"""The search of articles in the portal: found while typing, remembered, and nothing given away."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge import finding
from knowledge.finding.index import count
from knowledge.models import Search
from tests.cast import Cast
from tests.knowledge.articles import published

TYPING = {"HX-Request": "true"}


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    published(cast)
    count()
    client.force_login(cast.requester)
    return client


def test_it_shows_what_answers(reader: Client) -> None:
    page = reader.get("/knowledge/search/?q=conmect+vpn").text
    assert "<mark>Connect</mark> to the <mark>VPN</mark>" in page
    assert "“conmect” occurs nowhere; looked for connect too." in page


def test_while_typing_only_the_answers_are_sent(reader: Client) -> None:
    answer = reader.get("/knowledge/search/?q=conn", headers=TYPING).text
    assert "<mark>Connect</mark>" in answer
    assert "<html" not in answer


def test_opening_what_was_found_is_remembered(reader: Client, cast: Cast) -> None:
    page = reader.get("/knowledge/search/?q=vpn").text
    kept = Search.objects.get()
    assert f"?search={kept.pk}" in page
    assert [each.text for each in finding.failing()] == ["vpn"]
    article = finding.find("vpn", cast.requester).hits[0].article
    reader.get(f"{article.get_absolute_url()}?search={kept.pk}")
    assert finding.failing() == []
    assert reader.get(f"{article.get_absolute_url()}?search=x").status_code == 200


@pytest.mark.parametrize("asked", ["", "q=", "q=x", "q=%00%27%3Cscript%3E", "q=" + "a" * 3000])
def test_strange_questions_are_answered(reader: Client, asked: str) -> None:
    for headers in ({}, TYPING):
        answer = reader.get(f"/knowledge/search/?{asked}", headers=headers)
        assert answer.status_code == 200
        assert "<script>" not in answer.text


def test_where_nothing_is_found_it_says_what_to_do(reader: Client) -> None:
    page = reader.get("/knowledge/search/?q=xyzzy").text
    assert "Nothing found" in page
    assert "/tickets/new/" in page


def test_what_others_read_is_not_there(client: Client, cast: Cast) -> None:
    published(cast, title="Zanzibar", readers="staff")
    count()
    client.force_login(cast.stranger)
    assert "Nothing found" in client.get("/knowledge/search/?q=zanzibar").text
    assert "anzibar" not in client.post("/tickets/suggestions/", {"description": "zanzibar zanzibar"}).text


def test_who_is_not_signed_in_finds_nothing(client: Client, db: None) -> None:
    for page in ("search",):
        assert client.get(f"/knowledge/{page}/?q=vpn").status_code == 302


def test_a_report_that_is_being_written_is_answered(reader: Client) -> None:
    told = {"description": "I want to connect to the VPN from home"}
    assert "Connect to the VPN" in reader.post("/tickets/suggestions/", told).text
    assert reader.post("/tickets/suggestions/", {"description": "The coffee machine leaks again"}).text.strip() == ""
    assert reader.post("/tickets/suggestions/").text.strip() == ""
    assert Search.objects.count() == 0, "a report is not kept as a search"
    assert "/tickets/suggestions/" in reader.get("/tickets/new/").text


def test_the_page_costs_the_same_however_much_is_found(reader: Client, cast: Cast) -> None:
    def counted() -> int:
        reader.get("/knowledge/search/?q=vpn+home")
        with CaptureQueriesContext(connection) as asked:
            reader.get("/knowledge/search/?q=vpn+home")
        return len(asked)

    few = counted()
    for _copy in range(12):
        published(cast)
    count()
    assert counted() == few
