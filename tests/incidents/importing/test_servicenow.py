"""Importing a ServiceNow log: the steps it means, and that a second, independent reading agrees.

The rows are cut by hand after the columns of UCI's "incident event log" (CC BY 4.0).
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import lzma
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from incidents.importing.reading import NotThisLog, cases
from incidents.importing.steps import Mapping
from incidents.models import Incident
from notifications.models import OutboxRow
from records.models import Entry, Message
from records.recording import fold
from sla.models import Clock
from tests.elsewhere import environment

COLUMNS = [
    "number", "incident_state", "caller_id", "opened_by", "opened_at", "sys_created_at", "sys_updated_by",
    "sys_updated_at", "contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency",
    "priority", "assignment_group", "assigned_to", "closed_code", "resolved_by", "resolved_at", "closed_at",
    "made_sla",
]  # fmt: skip
BASE = {
    "number": "INC0000045", "incident_state": "New", "caller_id": "Caller 1", "opened_by": "Opened by  8",
    "opened_at": "29/2/2016 01:16", "sys_created_at": "29/2/2016 01:23", "sys_updated_by": "Updated by 21",
    "sys_updated_at": "29/2/2016 01:23", "contact_type": "Phone", "location": "Location 1", "category": "Category 55",
    "subcategory": "Subcategory 170", "u_symptom": "Symptom 72", "cmdb_ci": "?", "impact": "2 - Medium",
    "urgency": "2 - Medium", "priority": "3 - Moderate", "assignment_group": "Group 56", "assigned_to": "?",
    "closed_code": "code 5", "resolved_by": "Resolved by 149", "resolved_at": "29/2/2016 11:29",
    "closed_at": "5/3/2016 12:00", "made_sla": "false",
}  # fmt: skip


def log(*changes: dict[str, str]) -> str:
    """A log of one row for each dict of changes; changes stay until they are changed again within one incident."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    row: dict[str, str] = dict(BASE)
    for change in changes:
        row = {**(BASE if change.get("number", row["number"]) != row["number"] else row), **change}
        writer.writerow(row)
    return stream.getvalue()


def verbs(*changes: dict[str, str]) -> list[str]:
    case = next(cases(io.StringIO(log(*changes)), []))  # type: ignore[arg-type]
    return [step.verb for step in Mapping(case, ZoneInfo("UTC")).run().steps]


NEW = {"incident_state": "New"}
ACTIVE = {"incident_state": "Active", "sys_updated_at": "29/2/2016 02:00"}
WAITS = {"incident_state": "Awaiting User Info", "sys_updated_at": "29/2/2016 03:00"}
VENDOR = {"incident_state": "Awaiting Vendor", "sys_updated_at": "29/2/2016 03:30"}
RESOLVED = {"incident_state": "Resolved", "sys_updated_at": "29/2/2016 11:29"}
CLOSED = {"incident_state": "Closed", "sys_updated_at": "5/3/2016 12:00"}
START = ["detect", "register", "classify"]


@pytest.mark.parametrize(
    ("rows", "meant"),
    [
        ([NEW], START),
        ([{**NEW, "assignment_group": "?"}], ["detect", "register"]),
        ([{**NEW, "assignment_group": "?"}, ACTIVE], [*START, "start_diagnosis"]),
        ([NEW, ACTIVE, RESOLVED, CLOSED], [*START, "start_diagnosis", "resolve", "confirm", "close"]),
        ([NEW, RESOLVED], [*START, "resolve"]),
        ([CLOSED], [*START, "resolve", "confirm", "close"]),
        ([WAITS], [*START, "start_diagnosis", "hold"]),
        ([ACTIVE, WAITS, ACTIVE], [*START, "start_diagnosis", "hold", "resume"]),
        ([WAITS, VENDOR, RESOLVED], [*START, "start_diagnosis", "hold", "resume", "hold", "resolve"]),
        ([RESOLVED, ACTIVE], [*START, "resolve", "reject"]),
        ([RESOLVED, WAITS], [*START, "resolve", "reject", "hold"]),
        ([CLOSED, ACTIVE], [*START, "resolve", "confirm", "close", "reopen"]),
        ([CLOSED, RESOLVED], [*START, "resolve", "confirm", "close", "reopen", "resolve"]),
        ([NEW, {"assignment_group": "Group 1"}], [*START, "hand_over"]),
        ([NEW, {"assigned_to": "Resolver 1"}, {"assigned_to": "?"}], [*START, "hand_over"]),
        ([NEW, {"impact": "1 - High", "priority": "2 - High"}], [*START, "classify"]),
        ([NEW, {"incident_state": "-100"}], START),
        ([{"incident_state": "-100"}], START),
    ],
)
def test_rows_mean_these_steps(rows: list[dict[str, str]], meant: list[str]) -> None:
    assert verbs(*rows) == meant


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{"incident_state": "-100"}], "unknown state -100"),
        ([{"sys_updated_at": "yesterday"}], "sys_updated_at is no time"),
        ([RESOLVED, {"assignment_group": "Group 1"}], "handed over after it was resolved"),
        ([RESOLVED, {"category": "Category 1"}], "category changed after it was resolved"),
    ],
)
def test_what_cannot_be_mapped_is_told_with_its_line(rows: list[dict[str, str]], reason: str) -> None:
    case = next(cases(io.StringIO(log(*rows)), []))  # type: ignore[arg-type]
    problems = Mapping(case, ZoneInfo("UTC")).run().problems
    assert reason in problems[0].reason
    assert problems[0].line == 1 + len(rows)


def test_another_file_is_refused_and_told_what_is_missing() -> None:
    with pytest.raises(NotThisLog, match="incident_state"):
        list(cases(io.StringIO("a,b\n1,2\n"), []))  # type: ignore[arg-type]


SEVERAL = log(
    NEW, {**ACTIVE, "assigned_to": "Resolver 9"}, {"assignment_group": "Group 2"}, RESOLVED,
    {"incident_state": "Active", "sys_updated_at": "29/2/2016 12:00"},
    {"incident_state": "Resolved", "sys_updated_at": "29/2/2016 13:00"}, CLOSED,
    {"number": "INC0000046", **WAITS, "impact": "1 - High", "urgency": "1 - High", "priority": "1 - Critical"},
    {"number": "INC0000047", "caller_id": "?", "sys_created_at": "?", **RESOLVED},
    {"number": "INC0000048", "incident_state": "-100"},
)  # fmt: skip


def run(folder: Path, *options: str, text: str = SEVERAL) -> dict[str, Any]:
    path = folder / "log.csv.xz"
    path.write_bytes(lzma.compress(text.encode()))
    summary = folder / "summary.json"
    call_command("import_servicenow", path, "--errors", folder / "errors.csv", "--summary", summary, *options)
    told: dict[str, Any] = json.loads(summary.read_text())
    return told


@pytest.mark.django_db
def test_an_import_replays_the_log_and_tells_what_it_did(tmp_path: Path) -> None:
    told = run(tmp_path)
    assert told | {"seconds": 0} == {
        "rows": 10, "incidents": 4, "skipped": 0, "errors": 1, "reopened": 1, "handovers": 1, "seconds": 0,
        "states": {"closed": 1, "in_diagnosis": 1, "resolved": 1, "classified": 1}, "priorities": {"P1": 1, "P3": 3},
    }  # fmt: skip
    first = Incident.objects.get(source_keys__key="INC0000045")
    assert (first.state, first.reopen_count, first.team_handover_count, first.confirmed_how) == (
        "closed",
        1,
        1,
        "policy",
    )
    assert f"{first.detected_at:%Y-%m-%d %H:%M}" == "2016-02-29 01:16"
    assert f"{first.closed_at:%Y-%m-%d %H:%M}" == "2016-03-05 12:00"
    assert Incident.objects.get(source_keys__key="INC0000047").reported_by_machine
    assert "unknown state -100" in (tmp_path / "errors.csv").read_text()
    for incident in Incident.objects.all():
        assert fold(Entry.objects.about(incident)) == {k: v for k, v in incident.snapshot().items() if v is not None}


@pytest.mark.django_db
def test_what_was_reopened_after_years_is_reopened_here_too(tmp_path: Path) -> None:
    late = {"incident_state": "Active", "sys_updated_at": "5/3/2019 12:00"}
    assert run(tmp_path, text=log(CLOSED, late))["states"] == {"in_diagnosis": 1}


@pytest.mark.django_db
def test_an_imported_past_tells_nobody_and_is_judged_by_no_clock(tmp_path: Path) -> None:
    run(tmp_path)
    assert not OutboxRow.objects.exists()
    assert not Clock.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "said"), [("true", "It made its SLA"), ("false", "It did not make"), ("?", "source system.")]
)
def test_whether_it_made_its_sla_there_is_reported(tmp_path: Path, made: str, said: str) -> None:
    run(tmp_path, text=log(NEW, ACTIVE, RESOLVED, {**CLOSED, "made_sla": made}))
    note = Message.objects.filter(role="note").get().body
    assert said in note
    assert ("SLA" in note) == (made != "?")


@pytest.mark.django_db
def test_run_again_it_repeats_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    assert run(tmp_path)["skipped"] == 4
    assert Incident.objects.count() == 4


@pytest.mark.django_db
def test_a_dry_run_changes_nothing_and_counts_the_same(tmp_path: Path) -> None:
    dry = run(tmp_path, "--dry-run")
    assert not Incident.objects.exists()
    assert dry | {"seconds": 0} == run(tmp_path) | {"seconds": 0}


@pytest.mark.django_db
def test_times_are_read_in_the_zone_that_is_named(tmp_path: Path) -> None:
    run(tmp_path, "--timezone", "Asia/Jakarta")
    first = Incident.objects.get(source_keys__key="INC0000045")
    assert f"{first.detected_at:%Y-%m-%d %H:%M}" == "2016-02-28 18:16"


@pytest.mark.django_db
@pytest.mark.parametrize("options", [["--timezone", "Mars/Olympus"], []])
def test_a_wrong_zone_or_file_is_one_clear_line(tmp_path: Path, options: list[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text(SEVERAL if options else "a,b\n")
    with pytest.raises(CommandError):
        call_command("import_servicenow", path, *options, "--errors", tmp_path / "e.csv")


@pytest.mark.django_db
def test_a_second_reading_of_the_file_agrees(tmp_path: Path) -> None:
    """Counted straight from the rows, without any code of the import."""
    run(tmp_path)
    rows = list(csv.DictReader(io.StringIO(SEVERAL)))
    last = {row["number"]: row for row in rows}
    closed = sum(row["incident_state"] == "Closed" for row in last.values())
    reopened = sum(
        a["number"] == b["number"] and a["incident_state"] in {"Resolved", "Closed"} and b["incident_state"] == "Active"
        for a, b in itertools.pairwise(rows)
    )
    moved = sum(
        a["number"] == b["number"] and a["assignment_group"] != b["assignment_group"]
        for a, b in itertools.pairwise(rows)
    )
    assert Incident.objects.filter(state="closed").count() == closed
    assert sum(Incident.objects.values_list("reopen_count", flat=True)) == reopened
    assert sum(Incident.objects.values_list("team_handover_count", flat=True)) == moved


def test_two_processes_do_what_one_does(tmp_path: Path, real_db: None) -> None:
    path = tmp_path / "log.csv"
    path.write_text(SEVERAL)
    subprocess.run(
        [sys.executable, "manage.py", "import_servicenow", path, "--processes", "2", "--errors", tmp_path / "errors.csv",
         "--summary", tmp_path / "summary.json"],
        env=environment(),
        cwd=settings.BASE_DIR, check=True, capture_output=True,
    )  # fmt: skip
    told = json.loads((tmp_path / "summary.json").read_text())
    assert (told["incidents"], told["rows"], told["errors"], told["handovers"]) == (4, 10, 1, 1)
    assert Incident.objects.count() == 4
    assert (tmp_path / "errors.csv").read_text().count("\n") == 2
