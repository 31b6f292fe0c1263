"""The portal's page of what is broken, and «I have this too»."""

import pytest
from django.test import Client

from incidents import actions
from incidents.models import Incident, Joined
from tests.cast import Cast
from tests.journeys import in_diagnosis

pytestmark = pytest.mark.django_db
TEXT = "The cash desks print no receipts."


@pytest.fixture
def known(cast: Cast) -> Incident:
    row = in_diagnosis(cast, title="Kasir 3 milik Dewi rusak")
    return actions.announce(row, by=cast.by("agent"), english=TEXT)


def test_the_home_page_and_its_own_page_show_it_without_a_word_of_the_report(
    known: Incident, client: Client, cast: Cast
) -> None:
    client.force_login(cast.stranger)
    for page in ("/", "/broken/"):
        shown = client.get(page).text
        assert TEXT in shown and known.title not in shown


def test_one_tap_joins_and_comes_back_to_where_it_was_tapped(known: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    answer = client.post(f"/broken/{known.handle}/", {"next": "/"})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert Joined.objects.filter(person=cast.stranger, incident=known).exists()
    assert "You have this too" in client.get("/broken/").text


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(goal: str, known: Incident, client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    assert client.post(f"/broken/{known.handle}/", {"next": goal})["Location"] == "/broken/"


def test_what_is_not_announced_cannot_be_joined_by_guessing(client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast)
    client.force_login(cast.stranger)
    assert client.post(f"/broken/{row.handle}/").status_code == 404
    assert client.post("/broken/INC-999999/").status_code == 404
    assert client.get(f"/broken/{row.handle}/").status_code == 405
    assert not Joined.objects.exists()


def test_without_anything_broken_it_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    assert "Nothing is known to be broken" in client.get("/broken/").text
