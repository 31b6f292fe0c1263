"""Reporting in plain words: one answer is enough, the others help whoever classifies (SPEC A1, A2)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from incidents import actions
from incidents.models import Incident
from portal.ticket.report import began
from services.models import ConfigurationItem
from tests.cast import Cast
from tests.journeys import in_diagnosis

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")
TEN = datetime(2026, 11, 20, 10, 0, tzinfo=JAKARTA)
SIX = datetime(2026, 11, 20, 6, 0, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("answer", "now", "meant"),
    [
        ("now", TEN, TEN),
        ("hour", TEN, TEN - timedelta(hours=1)),
        ("today", TEN, TEN.replace(hour=8)),
        ("today", SIX, TEN.replace(hour=0)),
        ("yesterday", TEN, TEN.replace(day=19, hour=8)),
        ("", TEN, None),
        ("exact", TEN, None),
    ],
)
def test_a_plain_answer_means_a_moment(answer: str, now: datetime, meant: datetime | None) -> None:
    assert began(answer, now) == meant


def test_one_answer_is_enough(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    assert client.post("/tickets/new/", {"description": "Printer macet."}).status_code == 303
    assert Incident.objects.get().state == "detected"


def test_the_others_are_kept_and_proposed_to_whoever_classifies(client: Client, cast: Cast) -> None:
    device = ConfigurationItem.objects.create(name="LAPTOP-7", owner=cast.requester)
    client.force_login(cast.requester)
    told = {
        "description": "Semua kasir berhenti.", "hindrance": "stopped", "affected": "50", "since": "hour",
        "service": cast.service.pk, "item": device.pk,
    }  # fmt: skip
    assert client.post("/tickets/new/", told).status_code == 303
    row = Incident.objects.get()
    assert (row.hindrance, row.affected_count, list(row.items.all())) == ("stopped", 50, [device])
    assert row.first_symptom_at and timezone.now() - row.first_symptom_at < timedelta(minutes=62)
    client.force_login(cast.agent)
    form = client.get(f"/desk/{row.handle}/classify/").context["form"]
    assert (form["impact"].value(), form["urgency"].value()) == (1, 1)
    assert "work has stopped" in str(form["impact"].help_text)


def test_another_time_wants_the_time_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    answer = client.post("/tickets/new/", {"description": "Layar biru.", "since": "exact"})
    assert answer.status_code == 422
    assert "first_symptom_at" in answer.context["form"].errors
    assert "Layar biru." in answer.text


def test_somebody_elses_device_is_not_a_choice(client: Client, cast: Cast) -> None:
    other = ConfigurationItem.objects.create(name="LAPTOP-8", owner=cast.colleague)
    client.force_login(cast.requester)
    assert "LAPTOP-8" not in client.get("/tickets/new/").text
    assert client.post("/tickets/new/", {"description": "Rusak.", "item": other.pk}).status_code == 422


def suggestions(client: Client, **typed: object) -> str:
    return client.post("/tickets/suggestions/", typed).text


def test_while_writing_a_known_fault_is_offered(client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast, title="Rahasia Dewi")
    actions.announce(row, by=cast.by("agent"), indonesian="Struk kasir tidak tercetak di semua toko.")
    client.force_login(cast.stranger)
    assert "Struk kasir" in suggestions(client, description="kasir saya tidak mencetak struk sejak pagi ini")
    assert "Struk kasir" in suggestions(client, description="rusak", service=row.service_id)
    assert "Struk kasir" not in suggestions(client, description="minta laptop baru untuk karyawan magang")
    assert "Rahasia" not in suggestions(client, description="rahasia dewi kasir struk")


def test_while_writing_ones_own_report_is_named_and_nobody_elses(client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast, title="Printer lantai 3 macet", description="Printer lantai 3 macet terus.")
    for who, named in (("requester", True), ("stranger", False)):
        client.force_login(getattr(cast, who))
        assert (row.handle in suggestions(client, description="printer lantai 3 macet lagi")) is named


@pytest.mark.parametrize("typed", [{}, {"description": "\x00"}, {"service": "9" * 30}, {"description": "x" * 9000}])
def test_whatever_is_typed_gets_an_answer(typed: dict[str, str], client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    assert client.post("/tickets/suggestions/", typed).status_code == 200
