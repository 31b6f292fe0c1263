"""Pages answer clearly whatever is sent: wrong state, missing field, missing right, twice, too late."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incidents import actions
from incidents.models import Incident
from notifications import outbox
from notifications.models import DemoMail
from records.models import Attachment, Entry
from surveys import links
from surveys.models import Answer, Invitation
from tests.cast import Cast
from tests.journeys import CLOSING, category, closed, code, confirmed, in_diagnosis, registered, resolved
from tests.sla.test_clocks import FRIDAY, HOUR, Story

Enter = Callable[[str], Client]


@pytest.fixture
def enter(cast: Cast) -> Enter:
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return sign_in


def test_signing_in_with_a_wrong_password_says_so_and_keeps_the_address(cast: Cast, client: Client) -> None:
    answer = client.post("/accounts/login/", {"username": "agent@cast.example", "password": "no"})
    assert answer.status_code == 422
    assert b"agent@cast.example" in answer.content
    assert (
        client.post("/accounts/login/", {"username": " AGENT@cast.example", "password": "demo"})["Location"] == "/desk/"
    )


@pytest.mark.parametrize("address", ["/", "/tickets/", "/desk/", "/admin/", "/attachments/1/", "/mailbox/"])
def test_a_stranger_to_the_house_is_asked_to_sign_in(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(("who", "address", "status"), [("requester", "/desk/", 403), ("agent", "/admin/", 403), ("agent", "/desk/outbox/", 403), ("administrator", "/admin/people/", 200), ("incident_manager", "/desk/outbox/", 200), ("agent", "/desk/NOPE/", 404), ("agent", "/desk/T-abc/", 404), ("requester", "/tickets/INC-999999/", 404)])  # fmt: skip
def test_a_page_opens_only_to_those_who_may(enter: Enter, who: str, address: str, status: int) -> None:
    assert enter(who).get(address).status_code == status


def test_a_ticket_is_nothing_to_a_stranger_and_shows_no_notes(cast: Cast, enter: Enter) -> None:
    incident = actions.comment(registered(cast), by=cast.by("agent"), text="secret note", internal=True)
    assert enter("stranger").get(f"/tickets/{incident.handle}/").status_code == 404
    assert b"secret note" not in enter("requester").get(f"/tickets/{incident.handle}/").content


def test_a_report_sent_twice_is_one_report(cast: Cast, enter: Enter) -> None:
    client, told = enter("requester"), {"key": uuid.uuid4().hex, "description": "Broken", "service": cast.service.pk}
    first, second = client.post("/tickets/new/", told), client.post("/tickets/new/", told)
    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("verb", "sent", "status", "said"),
    [
        ("resolve", {}, 422, "Choose how it was resolved"),
        ("hold", {"reason": "requester"}, 422, "Write what you need to know"),
        ("register", {"kind": "incident"}, 409, "not possible while"),
        ("close", {"learning": "draft"}, 409, "not possible while"),
        ("cancel", {"reason": "duplicate", "original": "INC-777777"}, 422, "no such reference"),
        ("nonsense", {}, 404, ""),
    ],
)
def test_an_action_that_is_refused_says_why_and_keeps_what_was_typed(
    cast: Cast, enter: Enter, verb: str, sent: dict[str, Any], status: int, said: str
) -> None:
    incident = in_diagnosis(cast)
    typed = {"summary": "typed words", "note": "typed words", "text": "typed words", "description": "typed words"}
    answer = enter("specialist" if verb != "register" else "agent").post(
        f"/desk/{incident.handle}/{verb}/", {**typed, **sent}
    )
    if verb == "close":
        assert answer.status_code in (403, 409)
        return
    assert answer.status_code == status
    assert said in answer.content.decode()
    if status != 404:
        assert "typed words" in answer.content.decode()
    assert Incident.objects.get(pk=incident.pk).entry_number == incident.entry_number


def test_an_agent_without_the_right_is_told_so(cast: Cast, enter: Enter) -> None:
    incident = in_diagnosis(cast)
    sent = {"code": code().pk, "summary": "x", "fix": "permanent", "recovery_check": "tested"}
    answer = enter("agent").post(f"/desk/{incident.handle}/resolve/", sent)
    assert answer.status_code == 403
    assert "do not have the right" in answer.content.decode()


def test_a_reply_written_while_others_wrote_shows_what_is_new_first(cast: Cast, enter: Enter) -> None:
    incident = registered(cast)
    actions.comment(incident, by=cast.by("requester"), text="Wait, it works again!")
    client, url = enter("agent"), f"/desk/{incident.handle}/comment/"
    sent = {"text": "We come tomorrow.", "internal": "", "seen": incident.entry_number, "key": "k"}
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "it works again" in answer.content.decode() and "We come tomorrow." in answer.content.decode()
    again = client.post(url, {**sent, "seen": incident.entry_number + 1})
    assert again.status_code == 303


def test_an_attachment_is_only_for_those_who_may_see_it(cast: Cast, enter: Enter) -> None:
    incident = registered(cast)
    note = SimpleUploadedFile("plan.txt", b"internal plan")
    actions.comment(incident, by=cast.by("agent"), text="x", internal=True, files=[note])
    picture = SimpleUploadedFile("log.txt", b"public log")
    actions.comment(incident, by=cast.by("requester"), text="y", files=[picture])
    internal, public = Attachment.objects.order_by("id")
    statuses = {
        (who, file.name): enter(who).get(f"/attachments/{file.pk}/").status_code
        for who in ("requester", "stranger", "agent")
        for file in (internal, public)
    }
    assert statuses == {
        ("requester", "plan.txt"): 404, ("requester", "log.txt"): 200, ("stranger", "plan.txt"): 404,
        ("stranger", "log.txt"): 404, ("agent", "plan.txt"): 200, ("agent", "log.txt"): 200,
    }  # fmt: skip
    answer = enter("agent").get(f"/attachments/{public.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_every_page_carries_a_strict_policy(cast: Cast, enter: Enter) -> None:
    policy = enter("agent").get("/desk/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy


def test_the_report_comes_as_a_pdf(cast: Cast, enter: Enter) -> None:
    answer = enter("agent").get(f"/desk/{closed(cast).handle}/report.pdf")
    assert answer.content.startswith(b"%PDF-")


def test_a_survey_link_is_answered_without_signing_in_and_a_look_records_nothing(cast: Cast, client: Client) -> None:
    closed(cast)
    outbox.deliver("follow")
    link = f"/survey/{links.token_of(Invitation.objects.get())}/"
    assert client.get(f"{link}?score=4").status_code == 200
    assert not Answer.objects.exists()
    assert client.post(link, {"score": "4", "comment": "Fine"}).status_code == 303
    assert client.post(link, {"score": "2"}).status_code == 303
    assert Answer.objects.get().score == 2
    assert Entry.objects.filter(kind="surveys.answered").count() == 2
    assert client.post(link, {"score": "9"}).status_code == 422
    assert client.get("/survey/unknown/").status_code == 404
    Invitation.objects.update(expires_at="2020-01-01T00:00Z")
    assert client.get(link).status_code == 410


def test_each_person_reads_only_their_own_mails(cast: Cast, enter: Enter) -> None:
    resolved(cast)
    outbox.deliver("mail")
    mine = DemoMail.objects.filter(recipient=cast.requester).latest("id")
    assert enter("requester").get(f"/mailbox/{mine.pk}/").status_code == 200
    assert enter("stranger").get(f"/mailbox/{mine.pk}/").status_code == 404


def test_the_way_of_a_requester_in_plain_words(cast: Cast, enter: Enter) -> None:
    client = enter("requester")
    for incident, words in ((registered(cast), "will look at it"), (in_diagnosis(cast), "We are working on it"), (resolved(cast), "We believe this is solved"), (closed(cast), "This is finished")):  # fmt: skip
        assert words in client.get(f"/tickets/{incident.handle}/").content.decode()


def test_the_ticket_says_when_they_hear_from_us_and_when_it_should_be_solved(client: Client, cast: Cast) -> None:
    with time_machine.travel(FRIDAY + HOUR, tick=False):
        story = Story(cast)
        client.force_login(cast.requester)
        address = f"/tickets/{story.incident.handle}/"
        assert "You hear from us by today 13:00." in client.get(address).text
        story.act("comment", "agent", FRIDAY + HOUR, text="We look at it.")
        assert "We aim to have this solved by 25 Nov 09:00." in client.get(address).text
    with time_machine.travel(FRIDAY + 30 * 24 * HOUR, tick=False):
        client.force_login(cast.requester)
        assert "We aim to" not in client.get(address).text


def test_what_the_desk_writes_for_itself_never_reaches_the_requester(client: Client, cast: Cast) -> None:
    incident = confirmed(cast)
    actions.close(incident, by=cast.by("agent"), category=category(), note="User error, between us.", **CLOSING)
    client.force_login(cast.requester)
    assert "between us" not in client.get(incident.get_absolute_url()).content.decode()
    outbox.deliver("mail")
    told = DemoMail.objects.filter(recipient=cast.requester)
    assert told.exists()
    assert not [mail for mail in told if "between us" in mail.text + mail.html]
    client.force_login(cast.agent)
    assert "between us" in client.get(incident.desk_url()).content.decode()


@pytest.mark.parametrize(
    ("name", "wanted", "lands"),
    [
        ("agent", "/", "/desk/"), ("agent", "", "/desk/"), ("agent", "/tickets/", "/tickets/"),
        ("requester", "/", "/"), ("requester", "", "/"),
    ],
)  # fmt: skip
def test_whoever_signs_in_lands_where_they_work(client: Client, cast: Cast, name: str, wanted: str, lands: str) -> None:
    person = getattr(cast, name)
    person.set_password("a long password")
    person.save(update_fields=["password"])
    address = f"/accounts/login/?next={wanted}" if wanted else "/accounts/login/"
    answer = client.post(address, {"username": person.email, "password": "a long password"})
    assert answer.headers["Location"] == lands
