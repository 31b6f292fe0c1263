"""Agreements and calendars are edited with every mistake said at its place (SPEC B1, B2, B4, B7)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from incidents.rules import matrix
from records.models import Entry
from sla.models import AgreedTarget, Agreement, Calendar, EscalationStep
from tests.cast import Cast
from tests.journeys import category
from tests.sla.test_clocks import FRIDAY, HOUR, MINUTE, Story
from tests.sla.test_recomputation import reckon_all


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/admin/agreements/{Agreement.objects.get().pk}/terms/"


def sent(client: Client, address: str) -> dict[str, str]:
    """What a browser would send, untouched."""
    text = client.get(address).text
    typed = dict(re.findall(r'<input class="form-control"[^>]*name="([^"]+)" value="([^"]*)"', text))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        typed[name] = chosen.group(1) if chosen else ""
    typed |= dict(re.findall(r'name="(step-percent-\d+)" value="([^"]*)"', text))
    return typed


def terms() -> tuple[set[tuple[str, str, int, int]], int]:
    targets = AgreedTarget.objects.values_list("priority", "measure", "minutes", "days")
    return set(targets), EscalationStep.objects.count()


def test_an_untouched_grid_changes_no_terms(admin: Client, address: str) -> None:
    before = terms()
    assert admin.post(address, sent(admin, address)).status_code == 303
    assert terms() == before


def test_targets_are_typed_as_people_write_them(admin: Client, address: str) -> None:
    typed = sent(admin, address) | {"P1:response": "10 mnt", "P2:resolution": "6 jam", "P4:resolution": "4 hari"}
    assert admin.post(address, typed).status_code == 303
    assert {("P1", "response", 10, 0), ("P2", "resolution", 360, 0), ("P4", "resolution", 0, 4)} <= terms()[0]


@pytest.mark.parametrize(("name", "text", "said"), [
    ("P1:response", "soon", "is no duration"), ("P1:response", "0 min", "more than nothing"),
    ("P1:response", "99999 d", "ten years"), ("P3:calendar", "", "Choose the calendar"),
    ("step-percent-0", "0", "from 1 to 1000"), ("step-percent-0", "many", "from 1 to 1000"),
    ("step-whom-0", "", "who is told"),
])  # fmt: skip
def test_what_cannot_be_is_said_at_its_place_and_nothing_typed_is_lost(
    admin: Client, address: str, name: str, text: str, said: str
) -> None:
    before = terms()
    answer = admin.post(address, sent(admin, address) | {name: text, "P2:response": "25 min"})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="25 min"' in answer.text
    assert terms() == before


def test_what_looks_wrong_is_told(admin: Client, address: str) -> None:
    typed = sent(admin, address) | {"P1:response": "9 h", "P4:response": "", "P4:resolution": "", "P4:update": ""}
    admin.post(address, typed)
    Agreement.objects.create(name="The same again")
    text = admin.get(address).text
    for said in ("P1 may be answered later", "P1 has more time than P2", "P4 has no target", "The same again"):
        assert said in text, said


@pytest.mark.parametrize(("field", "value"), [
    ("monday", "17:00-08:00x"), ("monday", "08:00-12:00, 11:00-13:00"), ("monday", "25:00-26:00"),
    ("monday", "20:00-09:00"), ("time_zone", "Asia/Atlantis"), ("name", ""),
])  # fmt: skip
def test_hours_that_cannot_be_are_refused_at_the_day(admin: Client, cast: Cast, field: str, value: str) -> None:
    office = Calendar.objects.get(name="Office hours")
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00-17:00")
    given = {"name": office.name, "time_zone": "Asia/Jakarta", "is_active": "on", **week, field: value}
    answer = admin.post(f"/admin/calendars/{office.pk}/", given)
    assert answer.status_code == 422
    at = "tuesday" if value == "20:00-09:00" else field
    assert at in answer.context["form"].errors


def test_a_calendar_that_never_opens_is_refused(admin: Client, cast: Cast) -> None:
    answer = admin.post("/admin/calendars/new/", {"name": "Never", "time_zone": "Asia/Jakarta", "is_active": "on"})
    assert answer.status_code == 422
    assert "never open" in answer.context["form"].errors["monday"][0]


def test_an_agreement_that_ends_before_it_begins_is_refused(admin: Client, cast: Cast) -> None:
    given = {
        "name": "X",
        "kind": "sla",
        "until_classified": "P3",
        "valid_from": "2026-02-01",
        "valid_until": "2026-01-01",
    }
    answer = admin.post("/admin/agreements/new/", given)
    assert answer.status_code == 422
    assert "valid_until" in answer.context["form"].errors


def test_a_new_calendar_has_the_holidays_of_its_country(admin: Client, cast: Cast) -> None:
    given = {"name": "Toko", "time_zone": "Asia/Makassar", "monday": "10:00-22:00", "country": "ID", "with_joint_leave": "on",
             "is_active": "on"}  # fmt: skip
    assert admin.post("/admin/calendars/new/", given).status_code == 303
    shop = Calendar.objects.get(name="Toko")
    assert shop.special_days.filter(name__startswith="Cuti Bersama").exists()


def test_the_year_shows_what_counts_and_a_day_can_be_changed(admin: Client, cast: Cast) -> None:
    office = Calendar.objects.get(name="Office hours")
    address = f"/admin/calendars/{office.pk}/year/"
    assert "Hari Raya Natal" in admin.get(f"{address}?year=2026").text
    before = admin.get(f"{address}?year=2026").context["open_hours"]
    given = {"on": "2026-12-28", "what": "hours", "hours": "08:00-12:00", "name": "Stok opname"}
    assert admin.post(address, given).status_code == 303
    assert admin.get(f"{address}?year=2026").context["open_hours"] == before - 5
    assert admin.post(address, given | {"what": "usual"}).status_code == 303
    assert not office.special_days.filter(on=date(2026, 12, 28)).exists()


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"on": "2026-12-28", "what": "hours", "name": "X", "hours": "8-12"}, "hours"),
        ({"on": "2026-12-28", "what": "hours", "name": "X"}, "hours"),
        ({"on": "2026-12-28", "what": "closed"}, "name"),
        ({"on": "yesterday", "what": "closed", "name": "X"}, "on"),
    ],
)
def test_a_day_that_cannot_be_is_said_at_the_field(admin: Client, cast: Cast, given: dict[str, str], at: str) -> None:
    address = f"/admin/calendars/{Calendar.objects.get(name='Office hours').pk}/year/"
    answer = admin.post(address, given)
    assert answer.status_code == 422
    assert at in answer.context["form"].errors


def test_a_closure_moves_what_is_running_and_leaves_what_is_over(admin: Client, cast: Cast) -> None:
    story, over = Story(cast), Story(cast)
    over.act("comment", "agent", FRIDAY + HOUR, text="We look at it.")
    office = Calendar.objects.get(name="Office hours")
    given = {"on": "2026-11-23", "what": "closed", "name": "Pindahan"}
    assert admin.post(f"/admin/calendars/{office.pk}/year/", given).status_code == 303
    assert Entry.objects.about(office).get().kind == "sla.days_set"
    due = story.clock("resolution").due_at
    reckon_all(FRIDAY + HOUR)
    assert due is not None
    assert story.clock("resolution").due_at == due + timedelta(days=1)
    assert over.clock("response").due_at == FRIDAY + 4 * HOUR


def test_other_targets_are_tried_on_what_happened_and_change_nothing(admin: Client, cast: Cast, address: str) -> None:
    with time_machine.travel(FRIDAY + 6 * HOUR, tick=False):
        for hours in (1, 3, 5):
            Story(cast).act("comment", "agent", FRIDAY + hours * HOUR, text="We look at it.")
        admin.force_login(cast.administrator)
        before = terms()
        answer = admin.post(address, sent(admin, address) | {"P3:response": "2 h", "try": "1"})
    assert answer.status_code == 200
    assert terms() == before
    tried = {
        outcome.name: (outcome.judged, outcome.before, outcome.after) for outcome in answer.context["tried"].by_priority
    }
    assert tried["P3 First response"] == (3, 2, 1)
    assert tried["P3 Resolution"] == (3, 3, 3)


def test_another_matrix_is_tried_on_what_happened_and_changes_nothing(admin: Client, cast: Cast) -> None:
    with time_machine.travel(FRIDAY + 6 * HOUR, tick=False):
        for hours in (1, 3, 5):
            story = Story(cast)
            story.classify(FRIDAY + MINUTE, impact=2, urgency=2)
            story.act("comment", "agent", FRIDAY + hours * HOUR, text="We look at it.")
        by_hand = Story(cast)
        by_hand.act(
            "classify", "agent", FRIDAY + MINUTE, kind="incident", category=category(), impact=2, urgency=2,
            team=cast.network, priority="P4", reason="Known to be harmless.",
        )  # fmt: skip
        admin.force_login(cast.administrator)
        grid = admin.get("/admin/matrix/").context["rows"]
        cells = {name: priority for _impact, row in grid for _urgency, name, priority in row}
        before = dict(matrix())
        answer = admin.post("/admin/matrix/", cells | {"2x2": "P1", "try": "1"})
    assert answer.status_code == 200
    assert matrix() == before
    tried = answer.context["tried"]
    judged = {outcome.name: (outcome.judged, outcome.before, outcome.after) for outcome in tried.by_priority}
    was = before[2, 2]
    assert judged[f"{was} First response"][0] == 3
    assert judged[f"{was} First response"][2] == 0  # none was answered within 15 minutes
    assert judged["P4 First response"] == (1, 1, 1)
    assert tried.moved == 3
