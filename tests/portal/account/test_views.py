"""Signing in, and a person's own settings."""

from __future__ import annotations

import pytest
from django.test import Client

from people.models import User
from tests.cast import Cast


@pytest.fixture
def requester(client: Client, cast: Cast) -> Client:
    client.force_login(cast.requester)
    return client


def sign_in(client: Client, **given: str):  # type: ignore[no-untyped-def]
    return client.post("/accounts/login/", {"username": "requester@cast.example", "password": "demo", **given})


def test_somebody_signs_in_whatever_the_capitals_of_the_address(client: Client, cast: Cast) -> None:
    answer = sign_in(client, username=" Requester@Cast.Example ")
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_staff_land_on_the_desk(client: Client, cast: Cast) -> None:
    assert sign_in(client, username="agent@cast.example")["Location"] == "/desk/"


@pytest.mark.parametrize("wrong", [{"password": "nope"}, {"username": "nobody@cast.example"}])
def test_a_wrong_address_and_a_wrong_password_read_alike(client: Client, cast: Cast, wrong: dict[str, str]) -> None:
    answer = sign_in(client, **wrong)
    assert answer.status_code == 422
    assert "E-mail and password do not match" in answer.text


def test_somebody_switched_off_cannot_sign_in(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.requester.pk).update(is_active=False)
    assert sign_in(client).status_code == 422


@pytest.mark.parametrize(
    ("onwards", "landed"), [("/tickets/", "/tickets/"), ("https://evil.example/", "/"), ("//evil.example", "/")]
)
def test_signing_in_leads_only_to_our_own_pages(client: Client, cast: Cast, onwards: str, landed: str) -> None:
    assert sign_in(client, next=onwards)["Location"] == landed


def test_preferences_are_kept(requester: Client, cast: Cast) -> None:
    answer = requester.post("/accounts/preferences/", {"language": "id", "theme": "dark", "time_zone": "Asia/Makassar"})
    assert answer.status_code == 303
    kept = User.objects.get(pk=cast.requester.pk)
    assert (kept.language, kept.theme, kept.time_zone) == ("id", "dark", "Asia/Makassar")
    page = requester.get("/accounts/preferences/").text
    assert 'lang="id" data-theme="dark"' in page


def test_a_time_zone_that_does_not_exist_is_refused_at_its_field(requester: Client) -> None:
    answer = requester.post("/accounts/preferences/", {"language": "id", "theme": "dark", "time_zone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert 'id="id_time_zone-error"' in answer.text


def test_the_menu_changes_one_thing_and_leads_back(requester: Client, cast: Cast) -> None:
    answer = requester.post("/accounts/look/", {"language": "id", "next": "/tickets/"})
    assert (answer.status_code, answer["Location"]) == (303, "/tickets/")
    kept = User.objects.get(pk=cast.requester.pk)
    assert (kept.language, kept.theme) == ("id", cast.requester.theme)


def test_the_menu_leads_to_nobody_elses_page(requester: Client) -> None:
    assert (
        requester.post("/accounts/look/", {"theme": "dark", "next": "//evil.example"})["Location"]
        == "/accounts/preferences/"
    )


def test_the_menu_refuses_a_language_that_we_do_not_speak(requester: Client, cast: Cast) -> None:
    assert requester.post("/accounts/look/", {"language": "xx"}).status_code == 303
    assert User.objects.get(pk=cast.requester.pk).language == cast.requester.language


def test_a_new_password_needs_the_old_one_and_keeps_the_session(requester: Client, cast: Cast) -> None:
    new = "seribu-langkah-kecil"
    wrong = requester.post("/accounts/password/", {"old_password": "x", "new_password1": new, "new_password2": new})
    assert wrong.status_code == 422
    assert (
        requester.post(
            "/accounts/password/", {"old_password": "demo", "new_password1": new, "new_password2": new}
        ).status_code
        == 303
    )
    assert requester.get("/").status_code == 200
    assert User.objects.get(pk=cast.requester.pk).check_password(new)


def test_somebody_not_signed_in_chooses_a_language(client: Client, db: None) -> None:
    client.post("/language/", {"language": "id", "next": "/accounts/login/"})
    assert 'lang="id"' in client.get("/accounts/login/").text


@pytest.mark.parametrize("address", ["/accounts/preferences/", "/accounts/password/"])
def test_settings_are_for_those_signed_in(client: Client, db: None, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")
