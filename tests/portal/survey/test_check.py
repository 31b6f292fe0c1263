"""Does it work? By the link of the mail: asked by a page, told by a click, moved on when the work has (SPEC A7)."""

from __future__ import annotations

import pytest
from django.test import Client

from incidents import actions
from incidents.models import Incident
from notifications import outbox
from people.models import User
from records.history import history
from records.models import Entry
from surveys import links
from surveys.models import Answer
from tests.cast import Cast
from tests.journeys import CLOSING, RESOLUTION, category, code, resolved
from tests.surveys.conftest import queued


def link_of(incident: Incident, person: User) -> str:
    return "/works/" + links.check_url(incident, person).split("/works/")[1]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return resolved(cast)


@pytest.fixture
def link(cast: Cast, incident: Incident) -> str:
    return link_of(incident, cast.requester)


def test_a_look_records_nothing(client: Client, incident: Incident, link: str) -> None:
    before = Entry.objects.count()
    for say in ("", "?say=works", "?say=broken", "?told=works"):
        page = client.get(link + say)
        assert page.status_code == 200 and "Cable replaced." in page.text
    assert Entry.objects.count() == before
    assert not Incident.objects.get().is_confirmed


def test_it_works_is_recorded_once_with_how(client: Client, incident: Incident, link: str) -> None:
    for _turn in range(3):
        assert client.post(link, {"say": "works"})["Location"] == f"{link}?told=works"
    assert "Good that it works" in client.get(f"{link}?told=works").text
    lines = [line.text for line in history(Incident.objects.get(), internal=False)]
    assert lines.count("confirmed the solution by e-mail") == 1


def test_still_broken_asks_what_and_the_work_goes_on(client: Client, incident: Incident, link: str) -> None:
    assert client.post(link, {"say": "broken", "text": " "}).status_code == 422
    told = client.post(link, {"say": "broken", "text": "It stops after three pages."})
    assert Incident.objects.get().state == "in_diagnosis"
    page = client.get(told["Location"])
    assert page.status_code == 200 and "Thank you for telling us" in page.text


def test_a_replay_after_it_went_on_says_kindly_that_it_moved_on_and_tells_nothing(
    client: Client, cast: Cast, incident: Incident, link: str
) -> None:
    client.post(link, {"say": "broken", "text": "No."})
    actions.resolve(Incident.objects.get(), by=cast.by("specialist"), code=code(), **RESOLUTION)
    for told in (
        client.get(link),
        client.post(link, {"say": "works"}),
        client.post(link, {"say": "broken", "text": "x"}),
    ):
        assert told.status_code == 410
        assert "This has moved on" in told.text
        assert incident.title not in told.text and incident.handle not in told.text
    assert not Incident.objects.get().is_confirmed
    assert client.get(link_of(Incident.objects.get(), cast.requester)).status_code == 200


def test_a_link_made_for_somebody_it_does_not_concern_shows_nothing(
    client: Client, cast: Cast, incident: Incident
) -> None:
    link = link_of(incident, cast.stranger)
    assert client.get(link).status_code == client.post(link, {"say": "works"}).status_code == 410
    assert incident.title not in client.get(link).text
    assert not Incident.objects.get().is_confirmed


def test_whoever_may_no_longer_know_of_it_reads_nothing(
    client: Client, cast: Cast, incident: Incident, link: str
) -> None:
    actions.restrict(incident, by=cast.by("specialist"), people=[cast.specialist])
    incident.named.remove(cast.requester)
    assert client.get(link).status_code == 410
    assert incident.title not in client.get(link).text


def test_after_the_yes_one_click_rates_it_and_the_mail_is_spared(client: Client, cast: Cast, link: str) -> None:
    assert client.post(link, {"score": "5"}).status_code == 422
    client.post(link, {"say": "works"})
    told = client.post(link, {"score": "5"})
    assert told["Location"].startswith("/survey/")
    assert "Recorded: 5" in client.get(told["Location"]).text
    assert Answer.objects.get().score == 5
    actions.close(Incident.objects.get(), by=cast.by("agent"), category=category(), **CLOSING)
    outbox.deliver("follow")
    assert queued("survey") == []


def test_a_post_from_elsewhere_is_refused(link: str) -> None:
    assert Client(enforce_csrf_checks=True).post(link, {"say": "works"}).status_code == 403
    assert not Incident.objects.get().is_confirmed
