"""Articles on the desk: lists, one article, its acts, two versions side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knowledge import actions
from knowledge.models import Article
from people.models import User
from tests.cast import Cast
from tests.journeys import resolved
from tests.knowledge.articles import STATES, drafted, in_review, published, retired, rewritten

LIST = "/desk/knowledge/"


def seen_by(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=getattr(cast, name).pk))
    return client


@pytest.fixture
def agent(cast: Cast) -> Client:
    return seen_by(cast, "agent")


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return seen_by(cast, "administrator")


def test_a_requester_has_no_business_here(cast: Cast) -> None:
    article = published(cast)
    for path in (LIST, f"{LIST}missing/", f"{LIST}new/", f"{LIST}suggest/?q=vpn", article.desk_url()):
        assert seen_by(cast, "requester").get(path).status_code == 403


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", {"Draft", "Mine", "Old", "Gone"}),
        ("view=mine", {"Mine"}),
        ("view=review", set()),
        ("view=overdue", {"Old"}),
        ("view=unread", {"Old"}),
        ("state=retired", {"Gone"}),
        ("state=published", {"Old"}),
        ("kind=faq", {"Draft"}),
        ("readers=staff", {"Mine"}),
        ("language=id", {"Mine"}),
        ("q=old", {"Old"}),
        ("q=printer", {"Draft"}),
        ("state=lost&kind=x&view=y&owner=z&after=w", {"Draft", "Mine", "Old", "Gone"}),
    ],
)
def test_the_list_is_narrowed(cast: Cast, asked: str, titles: set[str]) -> None:
    drafted(cast, title="Draft", kind="faq", tags=["printer"])
    drafted(cast, by="specialist", title="Mine", readers="staff", language="id")
    old = published(cast, title="Old")
    Article.objects.filter(pk=old.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    retired(cast, title="Gone")
    answer = seen_by(cast, "specialist").get(f"{LIST}?{asked}")
    assert {row.shown_title for row in answer.context["rows"]} == titles


def test_the_list_goes_on_where_the_page_ended(cast: Cast, agent: Client) -> None:
    for number in range(53):
        drafted(cast, title=f"How to {number}")
    first = agent.get(LIST)
    second = agent.get(f"{LIST}?after={first.context['after']}")
    told = [row.title for row in (*first.context["rows"], *second.context["rows"])]
    assert len(told) == len(set(told)) == 53


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ["agent", "administrator", "manager"])
def test_every_state_has_its_page(cast: Cast, state: str, who: str) -> None:
    article = STATES[state](cast)
    answer = seen_by(cast, who).get(article.desk_url())
    is_there = Article.visible_to(getattr(cast, who)).filter(pk=article.pk).exists()
    assert answer.status_code == (200 if is_there else 404)


def test_who_only_reads_sees_no_draft(cast: Cast) -> None:
    article = actions.write(rewritten(cast), by=cast.by("agent"), title="Not yet said")
    page = seen_by(cast, "manager").get(article.desk_url()).text
    assert "Not yet said" not in page and "Another text." not in page
    assert "Draft" not in page
    assert seen_by(cast, "manager").get(f"{article.desk_url()}versions/").status_code == 404
    assert seen_by(cast, "manager").get(f"{LIST}?q=Not yet").context["rows"] == []


def test_an_article_walks_through_its_pages(cast: Cast, agent: Client, administrator: Client) -> None:
    begun = agent.post(f"{LIST}new/", {"title": "VPN", "kind": "how_to", "language": "en"})
    article = Article.objects.get()
    assert begun.url == f"{article.desk_url()}edit/"  # type: ignore[attr-defined]
    assert "## Steps" in agent.get(begun.url).text  # type: ignore[attr-defined]
    said = {
        "title": "VPN",
        "body": "Call 0812-3456-7890.",
        "kind": "faq",
        "language": "en",
        "readers": "public",
        "tags": "VPN, Home",
    }
    assert agent.post(f"{article.desk_url()}edit/", said).status_code == 303
    assert agent.post(f"{article.desk_url()}send_to_review/", {"note": "Please"}).status_code == 303
    form = administrator.get(f"{article.desk_url()}publish/").text
    assert "0812-3456-7890" in form and "acknowledged" in form
    assert administrator.post(f"{article.desk_url()}publish/", {}).status_code == 422
    assert administrator.post(f"{article.desk_url()}publish/", {"acknowledged": "on"}).status_code == 303
    article.refresh_from_db()
    assert (article.state, article.tags) == ("published", ["vpn", "home"])


def test_a_form_that_is_sent_twice_acts_once(cast: Cast, agent: Client) -> None:
    for _twice in range(2):
        agent.post(f"{LIST}new/", {"title": "VPN", "kind": "other", "language": "en", "key": "k"})
    assert Article.objects.count() == 1


def test_what_is_refused_comes_back_with_what_was_typed(cast: Cast, agent: Client) -> None:
    article = drafted(cast)
    said = {"title": "", "body": "Typed for an hour.", "kind": "faq", "language": "en", "readers": "public"}
    answer = agent.post(f"{article.desk_url()}edit/", said)
    assert answer.status_code == 422
    assert "Typed for an hour." in answer.text and "A title is needed." in answer.text


def test_who_was_overtaken_keeps_their_text_and_reads_what_happened(cast: Cast, agent: Client) -> None:
    article = drafted(cast)
    actions.write(article, by=cast.by("specialist"), body="Theirs.")
    said = {
        "title": "T",
        "body": "Mine.",
        "kind": "faq",
        "language": "en",
        "readers": "public",
        "seen": article.entry_number,
    }
    answer = agent.post(f"{article.desk_url()}edit/", said)
    assert answer.status_code == 409
    assert "Mine." in answer.text and cast.specialist.name in answer.text
    again = {**said, "seen": answer.context["form"].data["seen"]}
    assert agent.post(f"{article.desk_url()}edit/", again).status_code == 303


@pytest.mark.parametrize(("verb", "status"), [("publish", 403), ("retire", 403), ("discard", 409), ("lost", 404)])
def test_what_may_not_be_done_is_refused(cast: Cast, agent: Client, verb: str, status: int) -> None:
    article = in_review(cast)
    assert agent.post(f"{article.desk_url()}{verb}/", {"why": "x", "acknowledged": "on"}).status_code == status


def test_two_versions_stand_side_by_side(cast: Cast, agent: Client) -> None:
    article = rewritten(cast)
    page = agent.get(f"{article.desk_url()}versions/").text
    assert "<ins>" in page and "<del>" in page
    old = article.versions.get(number=1)
    assert f"/restore/?version={old.pk}" in page
    assert agent.get(f"{article.desk_url()}versions/?old=1&new=1").status_code == 200
    for wrong in ("old=9", "new=x", "new=99999999999"):
        assert agent.get(f"{article.desk_url()}versions/?{wrong}").status_code == 404


def test_a_version_is_restored(cast: Cast, agent: Client) -> None:
    article = rewritten(cast)
    old = article.versions.get(number=1)
    assert agent.post(f"{article.desk_url()}restore/", {"version": old.pk}).status_code == 303
    article.refresh_from_db()
    assert article.latest is not None and article.latest.body == old.body


def test_a_resolved_incident_offers_a_draft(cast: Cast, agent: Client) -> None:
    incident = resolved(cast)
    path = f"{LIST}after/{incident.handle}/"
    assert path in agent.get(incident.desk_url()).text
    assert agent.post(path, {"language": "en"}).status_code == 303
    article = Article.objects.get()
    assert article.incident == incident
    assert article.reference in agent.get(incident.desk_url()).text


def test_articles_are_suggested_by_their_words(cast: Cast, agent: Client) -> None:
    article = published(cast)
    drafted(cast, title="VPN secrets")
    page = agent.get(f"{LIST}suggest/?article=vpn").text
    assert article.reference in page and "secrets" not in page


def test_the_gaps_are_shown(cast: Cast, agent: Client) -> None:
    for _turn in range(3):
        resolved(cast)
    assert cast.service.name in agent.get(f"{LIST}missing/").text


def test_looking_counts_once(cast: Cast, agent: Client) -> None:
    article = published(cast)
    for _twice in range(2):
        agent.get(article.desk_url())
    article.refresh_from_db()
    assert article.view_count == 1
