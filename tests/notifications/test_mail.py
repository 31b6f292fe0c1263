"""Mails over a real SMTP server, in the person's language, once."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.utils import timezone

from incidents import actions
from notifications import outbox
from notifications.models import DemoMail, OutboxRow
from surveys import links
from tests.cast import Cast
from tests.journeys import closed, in_diagnosis, registered, resolved


class Server:
    """Takes mails, or answers what it is told to."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            made = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.mails.append(made)  # type: ignore[arg-type]
        return self.answer


@pytest.fixture
def smtp(settings: Any) -> Iterator[Server]:
    server = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.MAIL_TO_MAILBOX = False
    yield server
    controller.stop()


def test_a_registration_is_mailed_plain_and_html_in_the_persons_language(cast: Cast, smtp: Server) -> None:
    cast.requester.language = "id"
    cast.requester.save(update_fields=["language"])
    incident = registered(cast)
    outbox.deliver("mail")
    (mail,) = smtp.mails
    assert mail["Subject"].startswith(f"[{incident.reference}] Kami telah menerima")
    assert mail["To"] == cast.requester.email
    assert mail["Auto-Submitted"] == "auto-generated"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and html is not None
    assert "Halo Dewi" in plain.get_content() and incident.get_absolute_url() in plain.get_content()
    assert '<html lang="id">' in html.get_content()


def test_everything_about_one_incident_threads(cast: Cast, smtp: Server) -> None:
    incident = in_diagnosis(cast)
    actions.hold(incident, by=cast.by("specialist"), reason="requester", question="Which printer?")
    outbox.deliver("mail")
    to_requester = [mail for mail in smtp.mails if mail["To"] == cast.requester.email]
    assert len(to_requester) == 2
    assert len({mail["References"] for mail in to_requester}) == 1
    assert len({mail["Message-ID"] for mail in to_requester}) == 2
    assert "Which printer?" in to_requester[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_passing_fault_is_tried_again_and_a_refusal_is_not(cast: Cast, smtp: Server) -> None:
    registered(cast)
    smtp.answer = "451 later"
    assert outbox.deliver("mail") == 0
    row = OutboxRow.objects.get(kind="mail")
    assert row.dead_at is None and row.due_at > timezone.now() and "451" in row.error
    OutboxRow.objects.update(due_at=timezone.now())
    smtp.answer = "550 no such person"
    assert outbox.deliver("mail") == 0
    row.refresh_from_db()
    assert row.dead_at is not None


def test_a_dead_row_can_be_tried_again(cast: Cast, smtp: Server) -> None:
    registered(cast)
    smtp.answer = "550 no"
    outbox.deliver("mail")
    smtp.answer = "250 OK"
    outbox.try_again(OutboxRow.objects.get(kind="mail").pk, by=cast.by("administrator"))
    assert outbox.deliver("mail") == 1


def test_a_mail_that_goes_out_twice_has_the_same_message_id(cast: Cast, smtp: Server) -> None:
    registered(cast)
    outbox.deliver("mail")
    OutboxRow.objects.update(done_at=None, leased_until=None)
    outbox.deliver("mail")
    first, second = smtp.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_without_a_mail_server_the_mailbox_keeps_them_once(cast: Cast) -> None:
    resolved(cast)
    outbox.deliver("mail")
    OutboxRow.objects.update(done_at=None, leased_until=None)
    outbox.deliver("mail")
    kept = DemoMail.objects.filter(recipient=cast.requester).values_list("subject", flat=True)
    assert [subject.split("] ")[1].split(":")[0] for subject in kept.order_by("id")] == [
        "We have received",
        "Please check",
    ]


def test_whoever_is_switched_off_gets_nothing_and_nothing_is_stuck(cast: Cast, smtp: Server) -> None:
    registered(cast)
    type(cast.requester).objects.filter(pk=cast.requester.pk).update(is_active=False)
    assert outbox.deliver("mail") == 1
    assert smtp.mails == []


def test_one_bad_row_does_not_stop_the_rest(cast: Cast, smtp: Server) -> None:
    registered(cast)
    outbox.write("mail", "bad", {"person": cast.agent.pk, "template": "no_such_template"})
    OutboxRow.objects.filter(key="bad").update(due_at=timezone.now() - timedelta(hours=1))
    outbox.deliver("mail")
    assert len(smtp.mails) == 1
    assert OutboxRow.objects.get(key="bad").dead_at is not None


def test_a_closed_incident_asks_its_requester_once(cast: Cast) -> None:
    incident = closed(cast)
    assert outbox.deliver("follow") == 1
    assert outbox.deliver("follow") == 0
    outbox.deliver("mail")
    invitation = incident.invitations.get()
    assert (
        f"/survey/{links.token_of(invitation)}/?score=5"
        in DemoMail.objects.filter(recipient=cast.requester).latest("id").text
    )


def test_a_mail_server_that_is_down_for_an_hour_loses_nothing_and_doubles_nothing(
    cast: Cast, smtp: Server, settings: Any
) -> None:
    up, start = settings.EMAIL_PORT, timezone.now()
    with socket.socket() as closed_port:
        closed_port.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed_port.getsockname()[1]
    incidents = []
    for minute in range(60):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            if minute % 12 == 0:
                incidents.append(registered(cast))
            outbox.deliver("mail")
    assert smtp.mails == []
    assert OutboxRow.objects.filter(kind="mail", done_at=None, dead_at=None).exclude(error="").count() == len(incidents)
    settings.EMAIL_PORT = up
    for minute in range(60, 130):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            outbox.deliver("mail")
    assert len(smtp.mails) == len({mail["Message-ID"] for mail in smtp.mails}) == len(incidents) == 5
    assert not OutboxRow.objects.filter(kind="mail", done_at=None).exists()
