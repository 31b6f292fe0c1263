"""Who else is there, drafts that the server keeps, canned answers filled in for their reader."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from incidents import actions
from incidents.models import CannedAnswer, Draft
from notifications import live
from people.actions import add
from people.models import User
from tests.cast import Cast
from tests.journeys import in_diagnosis


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_each_sees_who_else_looks_and_writes(cast: Cast) -> None:
    address = f"{in_diagnosis(cast).desk_url()}present/"
    agent, specialist = as_(cast.agent), as_(cast.specialist)
    assert "Sari" not in agent.post(address, {"doing": "looking"}).text
    assert "Budi Santoso is looking at it too" in specialist.post(address, {"doing": "writing"}).text
    assert "Sari Wulandari is writing" in agent.post(address).text
    specialist.post(address, {"doing": "leaving"})
    assert "Sari" not in agent.post(address).text


def test_without_redis_nobody_is_shown_and_nothing_breaks(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    monkeypatch.setattr(live, "redis", away)
    address = f"{in_diagnosis(cast).desk_url()}present/"
    assert as_(cast.agent).post(address).status_code == 200
    assert as_(cast.agent).post(address, {"doing": "leaving"}).status_code == 204


def test_presence_gives_nothing_away(cast: Cast) -> None:
    secret = in_diagnosis(cast)
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    assert as_(cast.agent).post(f"{secret.desk_url()}present/").status_code == 404
    assert as_(cast.agent).post(f"{secret.desk_url()}draft/", {"text": "x"}).status_code == 404
    assert as_(cast.requester).post(f"{secret.desk_url()}present/").status_code == 403


def test_of_a_confidential_one_only_those_who_may_know_hear_who_comes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[set[str]] = []
    monkeypatch.setattr(live, "ring", lambda doorbells, about: rung.append(set(doorbells)))
    secret = actions.restrict(in_diagnosis(cast), by=cast.by("specialist"), people=[])
    rung.clear()
    as_(cast.specialist).post(f"{secret.desk_url()}present/")
    assert rung
    assert all(live.DESK not in doorbells for doorbells in rung)


def test_a_draft_is_there_for_its_writer_alone_until_it_is_sent(cast: Cast) -> None:
    row = in_diagnosis(cast)
    agent = as_(cast.agent)
    agent.post(f"{row.desk_url()}draft/", {"text": "Half a senten", "internal": "on"})
    page = agent.get(row.desk_url())
    assert "Half a senten" in page.text
    assert page.context["comment"]["internal"].value()
    assert "Half a senten" not in as_(cast.specialist).get(row.desk_url()).text
    key = page.context["comment"]["key"].value()
    agent.post(f"{row.desk_url()}comment/", {"text": "Half a sentence.", "internal": "on", "key": key})
    assert not Draft.objects.exists()
    agent.post(f"{row.desk_url()}draft/", {"text": "More"})
    agent.post(f"{row.desk_url()}draft/", {"text": " "})
    assert not Draft.objects.exists()


def test_a_draft_of_a_refused_message_stays(cast: Cast) -> None:
    row = in_diagnosis(cast)
    agent = as_(cast.agent)
    seen = agent.get(row.desk_url()).context["comment"]["seen"].value()
    agent.post(f"{row.desk_url()}draft/", {"text": "We look at it."})
    actions.comment(row, by=cast.by("requester"), text="It works again!")
    answer = agent.post(f"{row.desk_url()}comment/", {"text": "We look at it.", "seen": seen})
    assert answer.status_code == 409
    assert "It works again!" in answer.text
    assert Draft.objects.get().text == "We look at it."


def test_canned_answers_speak_the_readers_language(cast: Cast) -> None:
    text = {"indonesian": "Halo {{ requester }}", "english": "Hello {{ requester }}, about {{ reference }}"}
    add(CannedAnswer(name="Hello", **text), by=cast.by("administrator"))
    add(CannedAnswer(name="Ours", team=cast.network, **text), by=cast.by("administrator"))
    row = in_diagnosis(cast)
    page = as_(cast.agent).get(row.desk_url()).text
    assert re.findall(r'data-insert="([^"]*)"', page) == [f"Hello Dewi Lestari, about {row.handle}"]
    User.objects.filter(pk=cast.requester.pk).update(language="id")
    assert 'data-insert="Halo Dewi Lestari"' in as_(cast.agent).get(row.desk_url()).text
    assert "Ours" in as_(cast.specialist).get(row.desk_url()).text
