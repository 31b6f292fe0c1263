"""The questions of a catalogue item, edited on one page without JavaScript too."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from desk.administration.catalogue import NAMES, Questions
from incidents.models import CatalogueItem
from tests.cast import Cast
from tests.catalogue import FIELDS, category, item


@pytest.fixture
def admin(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.administrator)
    return client


def rows(made: CatalogueItem) -> dict[str, list[str]]:
    """The page as it would be sent back unchanged."""
    kept = Questions.of(made.form()).rows
    return {name: [getattr(row, name) for row in kept] for name in NAMES}


def address(made: CatalogueItem) -> str:
    return f"/admin/catalogue/{made.pk}/questions/"


def test_what_is_sent_back_unchanged_changes_nothing(cast: Cast, admin: Client) -> None:
    made = item(cast)
    assert admin.post(address(made), {**rows(made), "seen": made.entry_number}).status_code == 303
    made.refresh_from_db()
    assert made.version == 1 and made.form().asked == FIELDS  # type: ignore[union-attr]


def test_a_question_is_added_moved_and_removed_before_anything_is_saved(cast: Cast, admin: Client) -> None:
    made = item(cast)
    for how, count in (("add", 7), ("remove:0", 5), ("down:0", 6), ("up:5", 6), ("up:99", 6), ("fly", 6), ("up:x", 6)):
        page = admin.post(address(made), {**rows(made), "move": how})
        assert page.status_code == 200
        assert page.text.count('name="label"') == count
    made.refresh_from_db()
    assert made.version == 1


def test_what_is_wrong_is_told_at_the_question_and_nothing_is_lost(cast: Cast, admin: Client) -> None:
    made = item(cast)
    sent = rows(made)
    sent["least"][2], sent["label"][0] = "soon", "Typed just now"
    page = admin.post(address(made), sent)
    assert page.status_code == 422
    assert "Write whole numbers" in page.text and "Typed just now" in page.text
    sent = rows(made)
    sent["on"][1] = "quote"
    assert "comes before this one" in admin.post(address(made), sent).text


def test_a_key_is_made_of_the_question(cast: Cast, admin: Client) -> None:
    made = item(cast, [])
    empty: dict[str, Any] = {name: [""] for name in NAMES}
    admin.post(address(made), {**empty, "label": ["Warna apa"], "english": ["Which colour"], "type": ["text"]})
    made.refresh_from_db()
    assert [field.key for field in made.form().asked] == ["which_colour"]  # type: ignore[union-attr]


def test_others_who_saved_meanwhile_are_told_of(cast: Cast, admin: Client) -> None:
    made = item(cast)
    sent = rows(made)
    sent["label"][0] = "Other"
    page = admin.post(address(made), {**sent, "seen": 0})
    assert page.status_code == 409 and "Other" in page.text


def test_the_preview_shows_the_form_and_saves_nothing(cast: Cast, admin: Client) -> None:
    made = item(cast)
    sent = rows(made)
    sent["english"][0] = "Which one, please"
    assert "Which one, please" in admin.post(address(made) + "preview/", sent).text
    sent["choices"][0] = ""
    assert "Something is not right yet" in admin.post(address(made) + "preview/", sent).text
    made.refresh_from_db()
    assert made.version == 1


@pytest.mark.parametrize("who", ["requester", "agent", "incident_manager", "manager"])
def test_only_administrators_come_here(cast: Cast, who: str) -> None:
    made = item(cast)
    client = Client()
    client.force_login(getattr(cast, who))
    for path in (address(made), address(made) + "preview/", "/admin/catalogue/", f"/admin/catalogue/{made.pk}/"):
        assert client.post(path).status_code in (403, 405)
        assert client.get(path).status_code in (403, 405)


def test_an_item_is_added_with_its_facts_and_needs_who_fulfils_it(cast: Cast, admin: Client) -> None:
    told = {
        "name": "VPN", "summary": "Bekerja dari rumah", "icon": "wifi", "service": cast.service.pk, "category": category().pk,
        "approval": "person", "impact": 3, "urgency": 3, "is_active": "on", "key": "k",
    }  # fmt: skip
    page = admin.post("/admin/catalogue/new/", told)
    assert page.status_code == 422 and "Name who approves." in page.text
    page = admin.post("/admin/catalogue/new/", {**told, "approval": "none"})
    assert "Choose the team that fulfils it." in page.text
    assert admin.post("/admin/catalogue/new/", {**told, "approval": "none", "team": cast.network.pk}).status_code == 303
    assert CatalogueItem.objects.get().fulfilling_team == cast.network


def test_junk_in_the_page_is_never_a_fault(cast: Cast, admin: Client) -> None:
    made = item(cast)
    for junk in ({"key": ["\x00"] * 3, "label": ["a", "b"]}, {"label": ["x"], "type": ["blob"], "op": ["?"], "on": ["y"]}, {"least": ["9" * 30], "label": ["n"]}, {"label": ["x"] * 500}, {"move": ["up:-1"]}):  # fmt: skip
        assert admin.post(address(made), junk).status_code in (200, 303, 422)
