"""A worker that is killed between any two steps loses nothing, and repeats nothing but a mail under its old Message-ID."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from incidents.models import Incident
from notifications import outbox
from notifications.models import DemoMail, OutboxRow
from records.models import Entry
from surveys.models import Invitation
from tests.cast import Cast
from tests.elsewhere import environment
from tests.journeys import closed, registered

SET_UP = "import os, signal, django; django.setup(); die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL); "


@pytest.fixture
def elsewhere(real_db: None) -> dict[str, str]:
    """The environment of another process on the same database."""
    return environment()


def killed(environment: dict[str, str], code: str) -> None:
    """Run the code in a process of its own, which must end by SIGKILL."""
    done = subprocess.run([sys.executable, "-c", SET_UP + code], env=environment, cwd=settings.BASE_DIR, timeout=60)
    assert done.returncode == -9


def later() -> None:
    """The lease of whoever was killed has run out."""
    OutboxRow.objects.filter(done_at=None).update(leased_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("claimed, not sent", "from notifications import outbox, transports; transports._transports['mail'] = die; "),
        ("sent, not marked", "from notifications import outbox; outbox._mark = die; "),
    ],
)
def test_a_mail_survives_the_death_of_its_worker(
    real_cast: Cast, elsewhere: dict[str, str], step: str, code: str
) -> None:
    registered(real_cast)
    killed(elsewhere, f"{code}outbox.deliver('mail')")
    assert outbox.deliver("mail") == 0, "its lease still runs"
    later()
    assert outbox.deliver("mail") == 1
    assert DemoMail.objects.count() == 1, "the second has the Message-ID of the first"
    row = OutboxRow.objects.get(kind="mail")
    assert row.done_at is not None and row.attempts == 2


@pytest.mark.parametrize(
    "code",
    [
        "from notifications import outbox, transports; transports._transports['follow'] = die; ",
        "from notifications import outbox; outbox._mark = die; ",
        "from notifications import outbox; from surveys import asking; asking.tell = die; ",
    ],
)
def test_a_follow_up_takes_place_once_whatever_dies(real_cast: Cast, elsewhere: dict[str, str], code: str) -> None:
    closed(real_cast)
    killed(elsewhere, f"{code}outbox.deliver('follow')")
    later()
    outbox.deliver("follow")
    assert Invitation.objects.count() == 1
    assert OutboxRow.objects.filter(payload__template="survey").count() == 1
    assert not OutboxRow.objects.filter(kind="follow", done_at=None).exists()


def test_an_act_that_dies_halfway_has_not_taken_place(real_cast: Cast, elsewhere: dict[str, str]) -> None:
    incident = registered(real_cast)
    killed(
        elsewhere,
        "from records import reactions; reactions.run = die; from incidents import actions; "
        "from incidents.models import Incident; from people.actors import machine; "
        f"actions.comment(Incident.objects.get(pk={incident.pk}), by=machine('x'), text='half', internal=True)",
    )
    row = Incident.objects.get(pk=incident.pk)
    assert row.entry_number == incident.entry_number
    assert Entry.objects.about(row).count() == incident.entry_number
