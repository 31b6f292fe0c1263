"""The list of what is owed, and its pages (SPEC G2)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Team
from surveys.actions import answer, give
from surveys.models import FollowUp
from tests.cast import Cast
from tests.surveys.conftest import asked, by_mail, later, rule

LIST = "/desk/surveys/follow-ups/"


def low(cast: Cast, **fields: object) -> FollowUp:
    rule(pause_days=0, **fields)
    Team.objects.filter(pk=cast.network.pk).update(lead=cast.other_specialist)
    invitation = asked(cast)
    answer(invitation, by=by_mail(cast.requester), score=1, comment="Nobody called.")
    later(0.01)
    return FollowUp.objects.get(invitation=invitation)


@pytest.fixture
def made(cast: Cast) -> FollowUp:
    return low(cast)


def entered(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


@pytest.mark.parametrize(("name", "list_", "one"), [
    ("other_specialist", 200, 200), ("incident_manager", 200, 200), ("agent", 200, 404), ("specialist", 200, 404),
    ("requester", 403, 403),
])  # fmt: skip
def test_it_opens_to_its_owner_and_whoever_reviews(cast: Cast, made: FollowUp, name: str, list_: int, one: int) -> None:
    client = entered(cast, name)
    assert client.get(LIST).status_code == list_
    assert (made.invitation.incident.handle in client.get(LIST).text) == (one == 200)
    assert client.get(made.desk_url()).status_code == one
    assert client.post(made.desk_url(), {"outcome": "x"}).status_code == (
        403 if one == 403 else 404 if one == 404 else 303
    )


def test_done_needs_words_and_tells_of_what_others_did_meanwhile(cast: Cast, made: FollowUp) -> None:
    client = entered(cast, "other_specialist")
    assert client.post(made.desk_url(), {"outcome": ""}).status_code == 422
    give(made, by=cast.by("incident_manager"), owner=cast.other_specialist)
    give(made, by=cast.by("incident_manager"), owner=cast.agent)
    client = entered(cast, "incident_manager")
    told = client.post(made.desk_url(), {"outcome": "I called.", "seen": "1"})
    assert told.status_code == 409 and "I called." in told.text and cast.agent.name in told.text
    again = told.context["done"]["seen"].value()
    assert client.post(made.desk_url(), {"outcome": "I called.", "seen": again}).status_code == 303
    assert "I called." in client.get(f"{LIST}{made.pk}/").text
    assert made.invitation.incident.handle in client.get(f"{LIST}?show=done").text


@pytest.mark.parametrize(("owner", "status"), [("agent@cast.example", 303), ("stranger@cast.example", 422), ("", 422), ("nobody at all", 422)])  # fmt: skip
def test_it_is_given_to_somebody_who_may_see_it(cast: Cast, made: FollowUp, owner: str, status: int) -> None:
    client = entered(cast, "incident_manager")
    assert client.post(f"{LIST}{made.pk}/give/", {"owner": owner}).status_code == status


def test_of_an_anonymous_one_it_names_neither_person_nor_incident(cast: Cast) -> None:
    made = low(cast, is_anonymous=True)
    client = entered(cast, "other_specialist")
    for address in (LIST, made.desk_url()):
        page = client.get(address).text
        for secret in (cast.requester.name, made.invitation.incident.handle, made.invitation.incident.title):
            assert secret not in page
    assert "Nobody called." in client.get(made.desk_url()).text


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(cast: Cast) -> None:
    counts = []
    client = entered(cast, "incident_manager")
    for turns in (1, 5):
        for _turn in range(turns):
            low(cast)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
