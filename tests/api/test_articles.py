"""Articles for programs: the same doors, rights and versions as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from api.knowledge.acts import ACTS
from api.knowledge.examples import EXAMPLES
from knowledge import actions, verbs
from knowledge.models import Article
from tests.api.conftest import Program
from tests.cast import Cast
from tests.knowledge.articles import STATES, drafted, in_review, published, publisher, retired, rewritten

Programs = Callable[..., Program]
TITLE = "How the vault is opened"
PARTS = ["", "actions/", "versions/"]

CASES: dict[str, tuple[str, Callable[..., Article], dict[str, Any], str]] = {
    "send_to_review": ("agent", drafted, {"reviewer": "specialist@cast.example"}, "in_review"),
    "send_back": ("administrator", in_review, {"why": "Step 2 is missing."}, "draft"),
    "publish": ("administrator", in_review, {"acknowledged": True}, "published"),
    "discard": ("agent", rewritten, {}, "published"),
    "retire": ("administrator", published, {"why": "Replaced."}, "retired"),
    "restore": ("agent", retired, {"version": 1}, "draft"),
    "translate": ("agent", published, {"language": "id"}, "draft"),
    "set_review": ("agent", published, {"review_on": "2090-01-01"}, "published"),
    "comment": ("agent", published, {"text": "The picture is old."}, "published"),
}


def test_every_verb_is_tried() -> None:
    assert set(CASES) == set(ACTS)
    assert {*ACTS, "write", "add_file"} == set(verbs.VERBS)


@pytest.mark.parametrize("verb", CASES)
def test_a_verb_does_what_its_action_does(cast: Cast, program: Programs, verb: str) -> None:
    who, make, body, state = CASES[verb]
    article = make(cast)
    answered = program(who).post(f"articles/{article.reference}/actions/{verb}/", body)
    assert answered.status_code == ACTS[verb].status, answered.content
    assert answered.json()["state"] == state
    assert answered["ETag"] == f'"{answered.json()["version"]}"'


@pytest.mark.parametrize("verb", CASES)
def test_a_requester_does_none_of_it(cast: Cast, program: Programs, verb: str) -> None:
    article = published(cast)
    answered = program("requester").post(f"articles/{article.reference}/actions/{verb}/", CASES[verb][2])
    assert answered.status_code == 403


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ["agent", "administrator", "requester"])
def test_what_is_offered_is_what_the_table_says(cast: Cast, program: Programs, state: str, who: str) -> None:
    article = STATES[state](cast)
    answered = program(who).get(f"articles/{article.reference}/actions/")
    if not Article.visible_to(getattr(cast, who)).filter(pk=article.pk).exists():
        assert answered.status_code == 404
        return
    offered = [each["verb"] for each in answered.json()["results"]]
    assert offered == [verb for verb in verbs.offers(article, cast.by(who)) if verb != "add_file"]


def test_every_example_fits() -> None:
    for verb, act in ACTS.items():
        assert set(EXAMPLES.get(f"{verb}_article", {})) <= set(act.given().fields)


def test_an_article_is_drafted_once_for_a_key(cast: Cast, agent: Program) -> None:
    body = {"title": TITLE, "body": "Turn left.", "language": "en", "services": [cast.service.pk], "tags": ["Vault"]}
    first = agent.post("articles/", body, Idempotency_Key="a")
    again = agent.post("articles/", body, Idempotency_Key="a")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Article.objects.count() == 1
    assert first["Location"] == f"/api/v1/articles/{first.json()['reference']}/"
    assert first.json()["tags"] == ["vault"]


def test_a_requester_drafts_nothing_and_learns_nothing_of_who_there_is(cast: Cast, requester: Program) -> None:
    path = f"articles/{published(cast).reference}/actions/send_to_review/"
    for owner in ("agent@cast.example", "nobody@cast.example"):
        assert requester.post("articles/", {"title": TITLE, "owner": owner}).status_code == 403
        assert requester.post(path, {"reviewer": owner}).status_code == 403


def test_writing_needs_the_version_it_is_based_on(cast: Cast, agent: Program) -> None:
    article = published(cast)
    path = f"articles/{article.reference}/"
    assert agent.patch(path, {"body": "Anew."}).status_code == 428
    tag = agent.get(path)["ETag"]
    assert agent.patch(path, {"body": "Anew."}, If_Match=tag).json()["has_draft"] is True
    late = agent.patch(path, {"body": "Too late."}, If_Match=tag)
    assert late.status_code == 412
    assert late.json()["since"][0]["actor"] == cast.agent.name


def test_who_reads_it_reads_the_published_version_alone(cast: Cast, requester: Program, agent: Program) -> None:
    article = rewritten(cast)
    actions.write(article, by=cast.by("agent"), title=TITLE)
    read = requester.get(f"articles/{article.reference}/").json()
    assert (read["title"], read["text_version"], read["state"]) == ("Connect to the VPN", 1, "published")
    assert not {"owner", "has_draft", "view_count", "note", "readers"} & set(read)
    assert requester.get("articles/").json()["results"][0]["title"] == "Connect to the VPN"
    assert agent.get(f"articles/{article.reference}/").json()["title"] == TITLE


def test_a_rating_is_given_and_told(cast: Cast, requester: Program) -> None:
    article = published(cast)
    answered = requester.post(f"articles/{article.reference}/rating/", {"is_helpful": False, "why": "Step 3."})
    assert answered.json()["my_rating"] is False
    article.refresh_from_db()
    assert article.unhelpful_count == 1


@pytest.mark.parametrize("asked", ["state=draft", "language=en", "kind=how_to", "q=vpn", "q=connect from"])
def test_the_list_is_narrowed(cast: Cast, agent: Program, asked: str) -> None:
    drafted(cast, title=TITLE, language="id", kind="faq")
    published(cast)
    found = agent.get(f"articles/?{asked}").json()["results"]
    assert [each["title"] for each in found] == [TITLE if "draft" in asked else "Connect to the VPN"]


def test_a_choice_that_does_not_exist_is_said(cast: Cast, agent: Program) -> None:
    answered = agent.get("articles/?state=lost")
    assert (answered.status_code, list(answered.json()["errors"])) == (400, ["state"])


def test_a_token_to_read_writes_nothing(cast: Cast, program: Programs) -> None:
    reader = program("agent", "read")
    assert reader.get("articles/").status_code == 200
    assert reader.post("articles/", {"title": TITLE}).status_code == 403


@pytest.fixture(params=["draft", "for staff", "for a team", "retired"])
def hidden(cast: Cast, request: pytest.FixtureRequest) -> Article:
    """An article that a requester may not read."""
    made: dict[str, Callable[[], Article]] = {
        "draft": lambda: drafted(cast, title=TITLE),
        "for staff": lambda: published(cast, title=TITLE, readers="staff"),
        "for a team": lambda: published(cast, title=TITLE, readers="teams", teams=[cast.desk]),
        "retired": lambda: retired(cast, title=TITLE),
    }
    return made[request.param]()


def test_what_one_may_not_read_is_nowhere(cast: Cast, requester: Program, hidden: Article) -> None:
    file = SimpleUploadedFile("vault.txt", b"left, left, right")
    if hidden.state == "retired":
        kept = None
    else:
        row = hidden if hidden.state == "draft" else actions.write(hidden, by=cast.by("agent"), body="See below.")
        kept = actions.add_file(row, by=cast.by("agent"), file=file)
    missing = requester.get("articles/KB-999999/").json()
    for part in PARTS:
        answered = requester.get(f"articles/{hidden.reference}/{part}")
        assert (answered.status_code, answered.json()) == (404, missing)
    for verb in ACTS:
        assert requester.post(f"articles/{hidden.reference}/actions/{verb}/", {"why": "x"}).json() == missing
    assert requester.patch(f"articles/{hidden.reference}/", {"title": "x"}, If_Match="*").json() == missing
    assert requester.post(f"articles/{hidden.reference}/rating/", {"is_helpful": True}).json() == missing
    for asked in ("articles/", "articles/?q=vault", "articles/?state=draft", "articles/?limit=1"):
        assert requester.get(asked).json()["results"] == []
    if kept:
        assert requester.get(f"attachments/{kept.pk}/").status_code == 404
        assert requester.client.get(f"/attachments/{kept.pk}/").status_code in (302, 404)


def test_a_team_article_is_no_other_teams(cast: Cast, program: Programs) -> None:
    article = actions.draft(
        by=cast.by("specialist"), title=TITLE, body="x", language="en", readers="teams", teams=[cast.network]
    )
    for who in ("agent", "manager", "incident_manager", "supplier"):
        assert program(who).get(f"articles/{article.reference}/").status_code == 404
    assert program("other_specialist").get(f"articles/{article.reference}/").status_code == 200
    assert publisher(cast).user and program("administrator").get(f"articles/{article.reference}/").status_code == 200
