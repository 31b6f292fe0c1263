"""Approving in the portal and by the mailed link: who decides, once, and what everyone else learns: nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents import actions
from incidents.catalogue import approving
from incidents.catalogue.links import token_of, url_of
from incidents.models import Incident
from notifications import outbox
from notifications.models import DemoMail, OutboxRow
from people.models import User
from records.models import Entry
from tests.cast import Cast
from tests.catalogue import item, requested
from tests.portal.catalogue.test_request import enter


def link_of(row: Incident) -> str:
    step = approving.asked_of(row)
    assert step is not None
    return "/" + url_of(step).split("/", 3)[3]


def test_the_mail_brings_a_link_that_decides_without_signing_in(cast: Cast, client: Client) -> None:
    row = requested(cast)
    assert not any(token_of(step) in str(OutboxRow.objects.values()) for step in approving.steps_of(row))
    outbox.deliver("mail")
    mail = DemoMail.objects.get(recipient=cast.manager)
    assert "Please approve: New laptop" in mail.subject and "Model: Light" in mail.text
    address = "/" + re.search(r"http\S+/approvals/link/\S+", mail.text).group().split("/", 3)[3]  # type: ignore[union-attr]
    page = client.get(address)
    assert page.status_code == 200 and "Dewi Lestari" in page.text and "Light" in page.text
    assert Incident.objects.get().approval == "asked"
    answer = client.post(address, {"decision": "approve", "text": "Good"})
    assert answer.status_code == 303
    assert Incident.objects.get().approval == "given"
    assert Entry.objects.about(row).last().via == "mail"  # type: ignore[union-attr]
    assert "Ratna Sari approved this" in client.get(address).text


@pytest.mark.parametrize("first", ["approve", "refuse"])
def test_a_link_decides_once_and_kindly_says_what_was_decided(cast: Cast, client: Client, first: str) -> None:
    row = requested(cast)
    address = link_of(row)
    client.post(address, {"decision": first, "text": "Because"})
    count = Entry.objects.about(row).count()
    for decision in ("approve", "refuse"):
        answer = client.post(address, {"decision": decision, "text": "Again"})
        assert answer.status_code in (403, 409)
        assert "There is nothing more to do here" in answer.text
    assert Entry.objects.about(row).count() == count


def test_reading_a_link_a_hundred_times_decides_nothing(cast: Cast, client: Client) -> None:
    row = requested(cast)
    for _turn in range(5):
        client.get(link_of(row) + "?decision=approve&text=x")
        client.head(link_of(row))
    assert Incident.objects.get().approval == "asked"
    assert Client(enforce_csrf_checks=True).post(link_of(row), {"decision": "approve"}).status_code == 403


def test_a_refusal_needs_a_reason(cast: Cast, client: Client) -> None:
    row = requested(cast)
    answer = client.post(link_of(row), {"decision": "refuse", "text": "  "})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert client.post(link_of(row), {"decision": "sell"}).status_code == 422
    client.post(link_of(row), {"decision": "refuse", "text": "No budget"})
    done = Incident.objects.get()
    assert (done.state, done.approval) == ("cancelled", "refused")


def test_a_forged_link_and_one_of_nobody_look_the_same_and_tell_nothing(cast: Cast, client: Client) -> None:
    row = requested(cast)
    good = link_of(row)
    User.objects.filter(pk=cast.manager.pk).update(is_active=False)
    gone = client.get(good)
    pages = [client.get(address) for address in (good[:-5] + "AAAA/", "/approvals/link/x/", "/approvals/link/" + "A" * 900 + "/", "/approvals/link/%00/")]  # fmt: skip
    assert {page.status_code for page in [gone, *pages]} == {404}

    def told(page: str) -> str:
        return re.sub(r"value=\"[^\"]*\"|nonce=\S+|link/[^\"/]+", "", page)

    assert {told(page.text) for page in pages} == {told(gone.text)}
    assert "laptop" not in gone.text and "Dewi" not in gone.text
    for address in (good, "/approvals/link/x/"):
        assert client.post(address, {"decision": "approve"}).status_code == 404
    assert Incident.objects.get().approval == "asked"


def test_a_link_expires_and_the_portal_decides_on(cast: Cast, client: Client) -> None:
    row = requested(cast)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert client.get(link_of(row)).status_code == 410
        assert client.post(link_of(row), {"decision": "approve"}).status_code == 410
        step = approving.asked_of(row)
        assert enter(cast, "manager").post(f"/approvals/{step.pk}/", {"decision": "approve"}).status_code == 303  # type: ignore[union-attr]


def test_a_link_of_whom_was_asked_before_decides_nothing(cast: Cast, client: Client) -> None:
    row = requested(cast)
    old = link_of(row)
    actions.ask_approver(row, by=cast.by("administrator"), person=cast.service_owner)
    assert "Somebody else was asked" in client.get(old).text
    assert client.post(old, {"decision": "approve"}).status_code in (403, 409)
    assert Incident.objects.get().approval == "asked"


def test_a_confidential_request_opens_to_no_link(cast: Cast, client: Client) -> None:
    row = requested(cast)
    address = link_of(row)
    actions.restrict(row, by=cast.by("agent"), people=[cast.agent])
    assert client.get(address).status_code == 404
    assert client.post(address, {"decision": "approve"}).status_code == 404
    step = approving.asked_of(row)
    assert enter(cast, "manager").get(f"/approvals/{step.pk}/").status_code == 404  # type: ignore[union-attr]


@pytest.mark.parametrize("who", ["requester", "colleague", "agent", "administrator", "service_owner"])
def test_another_persons_approval_is_not_there(cast: Cast, who: str) -> None:
    row = requested(cast)
    step = approving.asked_of(row)
    client = enter(cast, who)
    assert "New laptop" not in client.get("/approvals/").text
    assert client.get(f"/approvals/{step.pk}/").status_code == 404  # type: ignore[union-attr]
    assert client.post(f"/approvals/{step.pk}/", {"decision": "approve"}).status_code == 404  # type: ignore[union-attr]
    client.post(f"/tickets/{row.handle}/approve/", {"key": "x"})
    assert Incident.objects.get().approval == "asked"


def test_the_portal_lists_what_waits_and_what_was_decided(cast: Cast) -> None:
    row = requested(cast)
    client = enter(cast, "manager")
    step = approving.asked_of(row)
    assert f"/approvals/{step.pk}/" in client.get("/approvals/").text  # type: ignore[union-attr]
    answer = client.post(f"/approvals/{step.pk}/", {"decision": "approve", "text": "Fine"}, follow=True)  # type: ignore[union-attr]
    assert "Nothing waits for you" in answer.text and "Decided lately" in answer.text
    assert "Fine" in enter(cast, "requester").get(f"/tickets/{row.handle}/").text


def test_what_ended_meanwhile_has_nothing_to_decide(cast: Cast, client: Client) -> None:
    row = requested(cast)
    address = link_of(row)
    actions.cancel(row, by=cast.by("agent"), reason="not_an_incident")
    assert "This request is over" in client.get(address).text
    assert client.post(address, {"decision": "approve"}).status_code == 409


def test_an_administrator_asks_somebody_else_on_the_desk(cast: Cast) -> None:
    row = requested(cast)
    client = enter(cast, "administrator")
    assert "Ask somebody else to approve" in client.get(f"/desk/{row.handle}/").text
    told = {"person": "service_owner@cast.example", "key": "k", "seen": row.entry_number}
    client.post(f"/desk/{row.handle}/ask_approver/", told)
    assert approving.asked_of(row).approver == cast.service_owner  # type: ignore[union-attr]


def test_lists_take_the_same_number_of_queries_however_much_waits(cast: Cast) -> None:
    made = item(cast, approval="manager")
    requested(cast, made)
    client = enter(cast, "manager")

    def cost() -> int:
        client.get("/approvals/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/approvals/")
        return len(captured)

    few = cost()
    for _turn in range(8):
        requested(cast, made)
    assert cost() == few
