"""Tokens: only a digest is kept, they end, they are revoked, and they do no more than their scopes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from people.actions import make_token, revoke_token
from people.actors import actor_for
from people.models import ApiToken, User
from records.choices import Via
from records.models import Entry
from records.recording import fold
from records.refusals import Invalid, NotAllowed
from tests.api.conftest import Program
from tests.cast import Cast
from tests.journeys import registered

Programs = Callable[..., Program]


def soon(days: int = 30) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_only_a_digest_of_the_secret_is_kept(cast: Cast) -> None:
    token, secret = make_token(by=cast.by("agent"), name="Monitor", scopes=["read"], expires_on=soon())
    assert secret.startswith("tgp_") and len(secret) > 40
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret not in str(kept) + str(list(Entry.objects.about(token).values()))
    assert kept["digest"] == hashlib.sha256(secret.encode()).hexdigest()
    assert secret.startswith(kept["prefix"]) and len(kept["prefix"]) == 12


def test_making_and_revoking_are_recorded(cast: Cast) -> None:
    token, _secret = make_token(by=cast.by("agent"), name="Monitor", scopes=["read"], expires_on=soon())
    revoke_token(token, by=cast.by("agent"))
    revoke_token(token, by=cast.by("agent"))
    entries = list(Entry.objects.about(token))
    assert [entry.kind for entry in entries] == ["kept.added", "kept.changed"]
    kept = ApiToken.objects.get(pk=token.pk)
    assert fold(entries) == {name: value for name, value in kept.snapshot().items() if value is not None}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"), ({"scopes": []}, "scopes"), ({"scopes": ["admin"]}, "scopes"),
        ({"expires_on": date(2020, 1, 1)}, "expires_on"), ({"expires_on": soon(400)}, "expires_on"),
        ({"expires_on": soon(0)}, "expires_on"), ({"expires_on": date.max}, "expires_on"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_token_is_said_at_its_field(cast: Cast, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_token(by=cast.by("agent"), **{"name": "x", "scopes": ["read"], "expires_on": soon(), **wrong})  # type: ignore[arg-type]
    assert field in refused.value.errors


def test_a_token_makes_no_tokens_and_nobody_revokes_anothers(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        make_token(by=actor_for(cast.agent, via=Via.API), name="x", scopes=["read"], expires_on=soon())
    token, _secret = make_token(by=cast.by("agent"), name="x", scopes=["read"], expires_on=soon())
    with pytest.raises(NotAllowed):
        revoke_token(token, by=cast.by("specialist"))
    assert revoke_token(token, by=cast.by("administrator")).revoked_at


def test_a_good_token_opens_and_is_remembered_once_a_day(cast: Cast, agent: Program) -> None:
    assert agent.get("me/").json()["token"]["name"] == "script"
    assert ApiToken.objects.get().last_used_on == timezone.localdate()


@pytest.mark.parametrize("secret", ["", "tgp_nonsense", "tgp_\u00e9", "x" * 5000])
def test_a_wrong_token_is_refused_and_says_how_to_come_in(cast: Cast, secret: str) -> None:
    answer = Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_without_a_token_nothing_is_told(cast: Cast) -> None:
    incident = registered(cast)
    for address in ("me/", "incidents/", f"incidents/{incident.handle}/", "services/", "nowhere/"):
        answer = Client().get(f"/api/v1/{address}")
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert Client().get("/api/v1/me/", headers={"Authorization": "Basic YTpi"}).status_code == 401


def test_a_token_ends_by_itself_by_hand_and_with_its_owners_account(cast: Cast, program: Programs) -> None:
    ends, revoked, orphan = program("agent"), program("specialist"), program("manager")
    with time_machine.travel(timezone.now() + timedelta(days=32), tick=True):
        assert ends.get("me/").status_code == 401
    revoke_token(ApiToken.objects.get(owner=cast.specialist), by=cast.by("specialist"))
    assert revoked.get("me/").status_code == 401
    User.objects.filter(pk=cast.manager.pk).update(is_active=False)
    assert orphan.get("me/").status_code == 401
    assert ends.get("me/").status_code == 200


def test_a_token_does_no_more_than_its_scopes(cast: Cast, program: Programs) -> None:
    reads, writes = program("agent", "read"), program("agent", "write")
    report = {"description": "The line is dead.", "service": cast.service.pk}
    refused = reads.post("incidents/", report)
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert "read" in refused.json()["detail"]
    assert writes.post("incidents/", report).status_code == 201
    assert writes.get("incidents/").status_code == 403


def test_a_browser_reads_with_its_session_and_writes_with_its_csrf_token_only(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.agent)
    assert browser.get("/api/v1/me/").json()["token"] is None
    body = {"data": {"description": "x"}, "content_type": "application/json"}
    assert browser.post("/api/v1/incidents/", **body).status_code == 403
    browser.get("/account/tokens/")
    csrf = browser.cookies["csrftoken"].value
    assert browser.post("/api/v1/incidents/", headers={"X-CSRFToken": csrf}, **body).status_code == 201


def test_too_many_requests_are_told_when_to_go_on(cast: Cast, agent: Program, settings) -> None:  # type: ignore[no-untyped-def]
    settings.API_RATE = 3
    answers = [agent.get("me/") for _turn in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1].json()["status"] == 429


class TestPage:
    def typed(self, **wrong: object) -> dict[str, object]:
        return {"key": "k1", "name": "Script", "scopes": ["read", "write"], "expires_on": soon().isoformat(), **wrong}

    def test_a_secret_is_shown_once(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.requester)
        answer = client.post("/account/tokens/", self.typed())
        secret = answer.context["secret"]
        assert answer.status_code == 200 and secret in answer.text
        assert "no-store" in answer["Cache-Control"]
        assert Program(secret).get("me/").json()["email"] == cast.requester.email
        page = client.get("/account/tokens/").text
        assert secret not in page and secret[:12] in page

    def test_sending_the_form_twice_makes_one(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.requester)
        client.post("/account/tokens/", self.typed())
        assert client.post("/account/tokens/", self.typed()).status_code == 303
        assert ApiToken.objects.count() == 1

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"expires_on": "2020-01-01"}, {"expires_on": "x"}])
    def test_a_wrong_field_is_said(self, cast: Cast, client: Client, wrong: dict[str, object]) -> None:
        client.force_login(cast.requester)
        answer = client.post("/account/tokens/", self.typed(**wrong))
        assert answer.status_code == 422 and answer.context["form"].errors
        assert ApiToken.objects.count() == 0

    def test_one_revokes_ones_own_only(self, cast: Cast, client: Client, agent: Program) -> None:
        token = ApiToken.objects.get()
        client.force_login(cast.requester)
        assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
        client.force_login(cast.agent)
        assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 303
        assert agent.get("me/").status_code == 401

    def test_it_is_for_those_signed_in(self, db: None, client: Client) -> None:
        assert client.get("/account/tokens/")["Location"].startswith("/accounts/login/")
