"""The catalogue in the portal: what one sees, what one sends, what comes back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident
from people.models import Organisation, User
from tests import catalogue
from tests.cast import Cast
from tests.catalogue import item, managed, requested


def enter(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def sent(cast: Cast, **what: Any) -> dict[str, Any]:
    return {"key": uuid.uuid4().hex, "a_model": "light", "a_for_whom": "requester@cast.example", **what}


def test_strangers_to_the_house_are_asked_to_sign_in(client: Client, db: None) -> None:
    for address in ("/catalogue/", "/catalogue/1/", "/catalogue/people/?q=de", "/approvals/", "/approvals/1/"):
        assert client.get(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(("text", "is_found"), [("", True), ("laptop", True), ("NEW lap", True), ("laptpo", True), ("komputer", True), ("printer", True), ("sepeda", False)])  # fmt: skip
def test_a_search_forgives_a_slip_and_knows_other_words(cast: Cast, text: str, is_found: bool) -> None:
    item(cast, keywords="komputer notebook")
    assert ("New laptop" in enter(cast, "requester").get("/catalogue/", {"q": text}).text) is is_found


def test_one_sees_what_is_meant_for_one(cast: Cast) -> None:
    hidden = item(cast, organisations=[Organisation.objects.create(name="PT Lain")])
    client = enter(cast, "requester")
    assert "New laptop" not in client.get("/catalogue/").text
    assert client.get(f"/catalogue/{hidden.pk}/").status_code == 404
    assert client.post(f"/catalogue/{hidden.pk}/", sent(cast)).status_code == 404


def test_a_request_comes_in_once_and_is_shown_as_a_table(cast: Cast) -> None:
    made, told, client = item(cast, approval="manager"), sent(cast, a_model="strong", a_reason="3D"), None
    managed(cast)
    client = enter(cast, "requester")
    first, second = client.post(f"/catalogue/{made.pk}/", told), client.post(f"/catalogue/{made.pk}/", told)
    assert first["Location"] == second["Location"]
    row = Incident.objects.get()
    assert row.reference and row.reference.startswith("REQ-")
    page = client.get(first["Location"]).text
    assert "<dt>Reason</dt><dd>3D" in page
    assert "Waiting for approval by Ratna Sari since" in page
    assert "<dt>Reason</dt><dd>3D" in enter(cast, "agent").get(f"/desk/{row.handle}/").text


def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    made = item(cast)
    answer = enter(cast, "requester").post(
        f"/catalogue/{made.pk}/", sent(cast, a_model="strong", a_for_whom="Nobody At All")
    )
    assert answer.status_code == 422
    assert "Nobody At All" in answer.text and "is called" in answer.text
    assert answer.text.count("This is needed.") == 2
    assert not Incident.objects.exists()


def test_a_hidden_field_is_ignored_without_javascript_too(cast: Cast) -> None:
    made = item(cast)
    enter(cast, "requester").post(f"/catalogue/{made.pk}/", sent(cast, a_reason="typed all the same", a_needed_on=""))
    assert set(Incident.objects.get().order.answers) == {"model", "for_whom"}


def test_a_file_that_lies_is_refused_at_its_field(cast: Cast) -> None:
    made = item(cast)
    lie = SimpleUploadedFile("quote.pdf", b"MZ this is a program")
    answer = enter(cast, "requester").post(f"/catalogue/{made.pk}/", sent(cast, a_quote=[lie]))
    assert answer.status_code == 422
    assert "not what its name says" in answer.text


def test_a_form_begins_with_what_is_known(cast: Cast) -> None:
    page = enter(cast, "requester").get(f"/catalogue/{item(cast).pk}/").text
    assert 'value="Dewi Lestari &lt;requester@cast.example&gt;"' in page


def test_suggestions_name_only_whom_one_may_name(cast: Cast) -> None:
    client = enter(cast, "requester")
    assert "Rina Kusuma" in client.get("/catalogue/people/", {"a_for_whom": "rina"}).text
    for text in ("andi", "supplier@", "a", "", "%", "\x00"):
        assert "Andi" not in client.get("/catalogue/people/", {"a_for_whom": text}).text
    User.objects.filter(pk=cast.requester.pk).update(organisation=None)
    assert "Rina" not in client.get("/catalogue/people/", {"a_for_whom": "rina"}).text


def test_another_persons_request_is_nothing_to_a_stranger(cast: Cast) -> None:
    row = requested(cast)
    assert enter(cast, "stranger").get(f"/tickets/{row.handle}/").status_code == 404
    assert enter(cast, "manager").get(f"/tickets/{row.handle}/").status_code == 200


def test_pages_take_the_same_number_of_queries_however_much_there_is(cast: Cast) -> None:
    made = item(cast)
    row = requested(cast, made)
    client = enter(cast, "requester")

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = ["/catalogue/", f"/catalogue/{made.pk}/", f"/tickets/{row.handle}/"]
    few = [cost(address) for address in addresses]
    for turn in range(12):
        requested(cast, item(cast, [catalogue.FOR], name=f"Item {turn}"), answers={"for_whom": cast.colleague.pk})
    assert [cost(address) for address in addresses] == few
    assert few[0] <= 8
