"""The portal's one search: articles, what is broken, services, one's own tickets and nobody else's."""

import pytest
from django.test import Client

from incidents import actions
from incidents.finding import text
from incidents.models import Incident
from tests.cast import Cast
from tests.journeys import in_diagnosis

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(cast: Cast) -> Incident:
    row = in_diagnosis(cast, title="Printer gudang macet")
    text.index([row.pk])
    return row


def test_it_finds_ones_own_tickets_and_services(ticket: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    shown = client.get("/search/?q=printer+gudang")
    assert [row.pk for row in shown.context["own"]] == [ticket.pk]
    assert cast.service in client.get(f"/search/?q={cast.service.name.split()[0]}").context["services"]


@pytest.mark.parametrize("who", ["stranger", "agent", "supplier"])
def test_it_never_finds_those_of_others(who: str, ticket: Incident, client: Client, cast: Cast) -> None:
    client.force_login(getattr(cast, who))
    shown = client.get("/search/?q=printer+gudang")
    assert shown.context["own"] == [] and ticket.title not in shown.text


def test_it_names_what_is_broken(ticket: Incident, client: Client, cast: Cast) -> None:
    actions.announce(ticket, by=cast.by("agent"), indonesian="Semua printer di gudang mati.")
    client.force_login(cast.stranger)
    shown = client.get("/search/?q=printer+gudang").text
    assert "Semua printer di gudang mati." in shown and ticket.title not in shown


def test_while_somebody_types_only_the_answers_come(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    part = client.get("/search/?q=zzz", headers={"HX-Request": "true"}).text
    assert "<html" not in part and "Nothing found" in part


@pytest.mark.parametrize("asked", ["", "a", "%00", "x" * 900, "'); drop table", "☃ ☃", "-", '"'])
def test_whatever_is_asked_gets_an_answer(asked: str, client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    assert client.get("/search/", {"q": asked}).status_code == 200
