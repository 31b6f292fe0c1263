"""Ratings through the API: one's own to give, others' to read as far as the pages show them, figures, follow-ups."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import actions
from people.models import Team
from surveys.actions import answer
from surveys.models import Answer, FollowUp, Invitation
from tests.api.conftest import Program, program_of
from tests.cast import Cast
from tests.surveys.conftest import asked, by_mail, later, rule


def test_one_rates_what_one_was_asked_about_as_often_as_one_likes(cast: Cast, requester: Program) -> None:
    invitation = asked(cast)
    address = f"surveys/{invitation.pk}/answer/"
    body = {"score": 4, "comment": "Quick.", "parts": {"speed": 5, "quality": 3}}
    for _turn in range(2):
        told = requester("put", address, body)
        assert told.status_code == 200
    assert told.json()["answer"]["score"] == 4
    assert [(part["question"], part["score"]) for part in told.json()["answer"]["parts"]] == [
        ("speed", 5), ("quality", 3),
    ]  # fmt: skip
    assert requester("put", address, {"score": 2, "parts": {"speed": None}}).json()["answer"]["comment"] == "Quick."
    assert Answer.objects.get().parts.count() == 1
    assert Answer.objects.get().via == "api"


@pytest.mark.parametrize("body", [
    {}, {"score": 6}, {"score": "x"}, {"score": 3, "more": 1}, {"score": 3, "parts": {"nothing": 2}},
    {"score": 3, "parts": {"speed": 9}}, {"score": 3, "parts": {"overall": 2}}, {"score": 3, "comment": "x" * 5000},
])  # fmt: skip
def test_what_makes_no_sense_is_said_at_the_field(cast: Cast, requester: Program, body: dict[str, Any]) -> None:
    told = requester("put", f"surveys/{asked(cast).pk}/answer/", body)
    assert told.status_code == 422 and told.json()["errors"]
    assert not Answer.objects.exists()


def test_nobody_rates_for_somebody_else(cast: Cast, agent: Program) -> None:
    invitation = asked(cast)
    assert agent("put", f"surveys/{invitation.pk}/answer/", {"score": 5}).status_code == 403
    assert program_of(cast, "stranger")("put", f"surveys/{invitation.pk}/answer/", {"score": 5}).status_code == 404
    assert (
        program_of(cast, "requester", "read")("put", f"surveys/{invitation.pk}/answer/", {"score": 5}).status_code
        == 403
    )
    assert not Answer.objects.exists()


def test_the_desk_reads_what_it_sees_a_stranger_nothing_and_no_link_is_told(cast: Cast, agent: Program) -> None:
    invitation = asked(cast)
    answer(invitation, by=by_mail(cast.requester), score=3, comment="All right.")
    (row,) = agent.get("surveys/").json()["results"]
    assert (row["incident"], row["answer"]["comment"]) == (invitation.incident.handle, "All right.")
    assert "token" not in json.dumps(row)
    stranger = program_of(cast, "stranger")
    assert stranger.get("surveys/").json()["results"] == []
    assert stranger.get(f"surveys/{invitation.pk}/").status_code == 404
    assert stranger.get("surveys/results/").status_code == 403
    assert stranger.get("surveys/follow-ups/").status_code == 403


def test_of_a_confidential_incident_and_of_an_anonymous_answer_the_desk_reads_nothing(
    cast: Cast, agent: Program
) -> None:
    hidden = asked(cast)
    actions.restrict(hidden.incident, by=cast.by("specialist"), people=[cast.specialist])
    rule(is_anonymous=True, pause_days=0)
    nameless = asked(cast)
    for each in (hidden, nameless):
        answer(each, by=by_mail(cast.requester), score=1, comment="secret words")
        assert agent.get(f"surveys/{each.pk}/").status_code == 404
    later(0.01)
    for name in ("agent", "manager", "administrator", "incident_manager"):
        program = program_of(cast, name)
        for address in ("surveys/", "surveys/results/", f"incidents/{nameless.incident.handle}/entries/"):
            assert "secret words" not in program.get(address).text
            assert "of 5" not in program.get(address).text
        whole = program.get("surveys/results/").json()
        assert whole["whole"]["answers"] == 0 and whole["withheld"] == 1
    (owed,) = program_of(cast, "incident_manager").get("surveys/follow-ups/").json()["results"]
    assert owed["incident"] is None


def test_figures_are_narrowed_by_known_words_only(cast: Cast) -> None:
    answer(asked(cast), by=by_mail(cast.requester), score=5)
    manager = program_of(cast, "manager")
    told = manager.get(f"surveys/results/?period=month&group=team&key={cast.network.pk}").json()
    assert told["whole"]["satisfied"] == 100
    assert told["by"]["service"][0]["name"] == "E-mail"
    assert manager.get("surveys/results/?period=century").status_code == 400
    assert manager.get("surveys/results/?group=person").status_code == 400
    assert manager.get("surveys/results/?group=team&key=9999999999999999999999").json()["whole"]["answers"] == 0
    assert [each["code"] for each in manager.get("surveys/questions/").json()] == [
        "overall", "communication", "speed", "quality",
    ]  # fmt: skip


def test_a_follow_up_is_concluded_once(cast: Cast) -> None:
    Team.objects.filter(pk=cast.network.pk).update(lead=cast.agent)
    answer(asked(cast), by=by_mail(cast.requester), score=1)
    later(0.01)
    owner, pk = program_of(cast, "agent"), FollowUp.objects.get().pk
    address = f"surveys/follow-ups/{pk}/conclude/"
    assert program_of(cast, "specialist").post(address, {"outcome": "x"}).status_code == 404
    assert owner.post(address, {"outcome": "x"}, If_Match='"99"').status_code == 412
    for _turn in range(2):
        told = owner.post(address, {"outcome": "Called."}, Idempotency_Key="one")
        assert (told.status_code, told.json()["outcome"]) == (200, "Called.")
    assert owner.post(address, {"outcome": "Again."}).status_code == 409


def test_the_list_takes_the_same_number_of_queries_however_much_there_is(cast: Cast, agent: Program) -> None:
    rule(pause_days=0)
    counts = []
    for turns in (1, 4):
        for _turn in range(turns):
            answer(asked(cast), by=by_mail(cast.requester), score=2)
        later(0.01)
        manager = program_of(cast, "incident_manager")
        for program, address in ((agent, "surveys/"), (manager, "surveys/results/"), (manager, "surveys/follow-ups/")):
            program.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert program.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert Invitation.objects.count() == 5
