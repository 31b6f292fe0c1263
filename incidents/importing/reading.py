"""Reading a ServiceNow incident audit log (the UCI 498 columns): rows, grouped by incident, in the file's order."""

from __future__ import annotations

import csv
import io
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path

MISSING = "?"
REQUIRED = ("number", "incident_state", "sys_updated_at", "opened_at")
COLUMNS = (
    *REQUIRED, "sys_created_at", "sys_updated_by", "opened_by", "caller_id", "contact_type", "location", "category",
    "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to",
    "closed_code", "resolved_by", "resolved_at", "closed_at", "made_sla",
)  # fmt: skip


class NotThisLog(ValueError):
    """The file is no such log; the message says what is missing."""


@dataclass(frozen=True)
class Problem:
    """What could not be mapped: the line of the file (1 is the header), the incident, and why."""

    line: int
    number: str
    reason: str


@dataclass
class Row:
    """One audit version of one incident; a missing value is an empty string."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def time(self, column: str, zone: tzinfo) -> datetime | None:
        """A moment in the log's zone, None where it is missing; raises ValueError where it is no ``d/m/Y H:M``."""
        text = self[column]
        return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=zone) if text else None

    def level(self, column: str) -> int | None:
        """The number of ``1 - High``, None where it is missing or no number."""
        found = re.match(r"\s*(\d+)", self[column])
        return int(found.group(1)) if found else None


@dataclass
class Case:
    """All rows of one incident."""

    number: str
    rows: list[Row] = field(default_factory=list)


def open_log(path: Path) -> io.TextIOBase:
    """The log as text, unpacked on the fly where its name ends in ``.xz``."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8", errors="replace", newline="")
    return path.open(encoding="utf-8", errors="replace", newline="")


def rows(source: io.TextIOBase, problems: list[Problem]) -> Iterator[Row]:
    """Every usable row; an unusable one becomes a problem. Raises NotThisLog where columns are missing."""
    reader = csv.reader(source)
    header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
    if lacking := [name for name in REQUIRED if name not in header]:
        raise NotThisLog(f"This is no ServiceNow incident log: it lacks the columns {', '.join(lacking)}.")
    for cells in reader:
        if len(cells) != len(header):
            problems.append(Problem(reader.line_num, "", f"{len(cells)} columns instead of {len(header)}"))
            continue
        values = {name: _clean(cell) for name, cell in zip(header, cells, strict=True) if name in COLUMNS}
        if not values["number"]:
            problems.append(Problem(reader.line_num, "", "no incident number"))
            continue
        yield Row(reader.line_num, values)


def cases(source: io.TextIOBase, problems: list[Problem]) -> Iterator[Case]:
    """The rows of each incident together; they lie next to each other in the log, so memory stays constant."""
    for number, found in groupby(rows(source, problems), key=lambda row: row["number"]):
        yield Case(number, list(found))


def _clean(cell: str) -> str:
    text = " ".join(cell.replace("\x00", "").split())
    return "" if text == MISSING else text
