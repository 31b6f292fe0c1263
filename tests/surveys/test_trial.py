"""A policy tried on last month before it is switched on (SPEC B7, G2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from incidents import actions
from people.models import User
from surveys.actions import stop_asking
from surveys.models import Question, SurveyPolicy
from surveys.trial import trial
from tests.cast import Cast
from tests.journeys import closed
from tests.surveys.conftest import by_mail, rule


def tried(**fields: Any) -> tuple[int, int, int]:
    found = trial(SurveyPolicy(**fields), timezone.now())
    return found.closed, found.asked, found.spared


@pytest.mark.parametrize(("fields", "came_to"), [
    ({"pause_days": 0}, (3, 3, 0)), ({"pause_days": 14}, (3, 1, 2)), ({"share": 0}, (3, 0, 0)),
    ({"is_active": False}, (3, 0, 0)),
])  # fmt: skip
def test_it_says_whom_it_would_have_asked(cast: Cast, fields: dict[str, Any], came_to: tuple[int, int, int]) -> None:
    for _turn in range(3):
        closed(cast)
    actions.restrict(closed(cast), by=cast.by("specialist"), people=[cast.specialist])
    assert tried(**fields) == came_to


def test_whoever_wants_no_question_is_spared_and_other_services_are_left_to_theirs(cast: Cast) -> None:
    closed(cast)
    SurveyPolicy.objects.create(service=cast.core)
    assert tried() == (1, 1, 0)
    assert tried(service=cast.core) == (0, 0, 0)
    stop_asking(User.objects.get(pk=cast.requester.pk), by=by_mail(cast.requester))
    assert tried() == (1, 0, 1)


def test_administration_tries_and_saves_it(cast: Cast, client: Client) -> None:
    closed(cast)
    policy = rule()
    client.force_login(cast.administrator)
    address = f"/admin/survey-policies/{policy.pk}/"
    assert client.get("/admin/survey-policies/").status_code == 200
    page = client.get(address)
    assert "Try it on last month" in page.text and "See how it reads" in client.get("/admin/mail-texts/new/").text
    shown = {field.name: field.value() for field in page.context["form"]}
    sent = {name: value for name, value in shown.items() if value is not None and value is not False}
    told = client.post(address, {**sent, "share": "100", "preview": "1"})
    assert told.context["form"].errors == {}
    assert "about 1 of the 1 that were closed" in told.text
    assert client.post(address, {**sent, "share": "101"}).status_code == 422
    assert client.post(address, {**sent, "share": "30"}).status_code == 303
    assert SurveyPolicy.objects.get(pk=policy.pk).share == 30
    assert client.post("/admin/survey-policies/new/", {**sent, "service": ""}).status_code == 422


def test_a_question_reworded_in_administration_has_a_second_wording(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    question = Question.objects.get(code="speed")
    sent = {
        "code": "speed",
        "english": "Quick enough?",
        "indonesian": "Cukup cepat?",
        "position": "30",
        "is_active": "on",
    }
    assert client.post(f"/admin/survey-questions/{question.pk}/", sent).status_code == 303
    assert [wording.english for wording in question.wordings.all()] == ["Was it fast enough?", "Quick enough?"]
