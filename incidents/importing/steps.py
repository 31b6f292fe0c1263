"""What a case of the log means in our machine: a pure list of steps, without a database, so that it can be checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from incidents.choices import HoldReason, State
from incidents.importing.reading import Case, Problem, Row

NOT_RECORDED = "Not recorded"
HOLDS = {
    "Awaiting User Info": HoldReason.REQUESTER,
    "Awaiting Vendor": HoldReason.SUPPLIER,
    "Awaiting Problem": HoldReason.PROBLEM,
    "Awaiting Evidence": HoldReason.EVIDENCE,
}
KNOWN_STATES = {"New", "Active", "Resolved", "Closed", *HOLDS}
DETAILS = ("category", "subcategory", "impact", "urgency", "priority")
_OVER = (State.RESOLVED, State.CLOSED)


@dataclass(frozen=True)
class Step:
    """One act: the verb, when, by whom (the log's name), and what it says."""

    verb: str
    at: datetime
    actor: str
    what: dict[str, str] = field(default_factory=dict)


@dataclass
class Mapping:
    """Walks the rows of one case and keeps what the machine knows by then."""

    case: Case
    zone: tzinfo
    problems: list[Problem] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    reached: str = ""
    hold: str = ""
    classified: dict[str, str] = field(default_factory=dict)
    team: str = ""
    person: str = ""
    clock: datetime | None = None
    team_handovers: int = 0
    reopens: int = 0

    def run(self) -> Mapping:
        """Fill ``steps`` and ``problems``; a case without one readable time gives no step."""
        for row in self.case.rows:
            if (at := self._time(row, "sys_updated_at")) is None:
                self._refuse(row, f"sys_updated_at is no time: {row['sys_updated_at'] or 'missing'}")
            else:
                self._row(row, at)
        return self

    @property
    def priority(self) -> str:
        """P1 to P4 as the log says it last, else by the matrix the log follows."""
        if found := re.match(r"\s*([1-4])", self.classified.get("priority", "")):
            return f"P{found.group(1)}"
        impact, urgency = (int(self.classified.get(name, "3")[:1] or 3) for name in ("impact", "urgency"))
        return f"P{min(4, impact + urgency - 1)}"

    def _row(self, row: Row, at: datetime) -> None:
        if not self.reached:
            self._begin(row, at)
        self.clock = max(self.clock or at, at)
        wanted = row["incident_state"]
        if wanted not in KNOWN_STATES:
            self._refuse(row, f"unknown state {wanted or 'missing'}; the rest of the row is used")
        if wanted == "Active" or wanted in HOLDS:
            self._back_to_work(row)
        self._classify(row, must=wanted in KNOWN_STATES - {"New"})
        self._hand_over(row)
        self._reach(row, wanted)

    def _begin(self, row: Row, at: datetime) -> None:
        opened = self._time(row, "opened_at") or at
        registered = self._time(row, "sys_created_at") or at
        self.clock = min(opened, registered, at) if opened > at else opened
        self._step("detect", row, row["opened_by"] or row["sys_updated_by"])
        self.clock = min(max(self.clock, registered), max(at, self.clock))
        self._step("register", row, row["opened_by"] or row["sys_updated_by"])
        self.reached = State.REGISTERED

    def _classify(self, row: Row, *, must: bool) -> None:
        said = {name: row[name] for name in DETAILS}
        ready = all((row["category"], row.level("impact"), row.level("urgency"), row["assignment_group"]))
        if self.reached == State.REGISTERED and (ready or must):
            self.team = row["assignment_group"] or NOT_RECORDED
            self.classified = {**said, "category": said["category"] or NOT_RECORDED}
            self.reached = State.CLASSIFIED
            self._step("classify", row, **self.classified, team=self.team)
            return
        changed = {name: value for name, value in said.items() if value and value != self.classified.get(name)}
        if not changed or not self.classified:
            return
        if self.reached in _OVER:
            self._refuse(row, f"{', '.join(changed)} changed after it was {self.reached}")
            return
        self.classified |= changed
        self._step("classify", row, **self.classified, team=self.team)

    def _hand_over(self, row: Row) -> None:
        team, person = row["assignment_group"] or self.team, row["assigned_to"] or self.person
        if self.reached in (State.REGISTERED, "") or (team == self.team and person == self.person):
            return
        if self.reached in _OVER:
            self._refuse(row, f"handed over after it was {self.reached}")
            return
        if team != self.team and NOT_RECORDED not in (team, self.team):
            self.team_handovers += 1
        self._step("hand_over", row, team=team, person=person, from_team=self.team)
        self.team, self.person = team, person

    def _reach(self, row: Row, wanted: str) -> None:
        if wanted == "Active" or wanted in HOLDS:
            self._work(row, HOLDS.get(wanted, ""))
        elif wanted == "Resolved":
            self._back_to_work(row, only_closed=True)
            self._resolve(row)
        elif wanted == "Closed":
            self._resolve(row)
            self._close(row)

    def _back_to_work(self, row: Row, *, only_closed: bool = False) -> None:
        if self.reached not in _OVER or (only_closed and self.reached != State.CLOSED):
            return
        self._step("reopen" if self.reached == State.CLOSED else "reject", row)
        self.reopens += 1
        self.reached = State.IN_DIAGNOSIS

    def _work(self, row: Row, hold: str) -> None:
        if self.reached == State.CLASSIFIED:
            self._step("start_diagnosis", row, person=self.person, team=self.team)
            self.reached = State.IN_DIAGNOSIS
        if self.hold and self.hold != hold:
            self._step("resume", row)
        if hold and hold != self.hold:
            self._step("hold", row, reason=hold)
        self.hold = hold

    def _resolve(self, row: Row) -> None:
        if self.reached in _OVER:
            return
        now = self.clock
        resolved = self._time(row, "resolved_at")
        if row["incident_state"] == "Closed" and resolved and self._last() <= resolved <= (now or resolved):
            self.clock = resolved
        self._step("resolve", row, row["resolved_by"] or row["sys_updated_by"], code=row["closed_code"])
        self.clock, self.reached, self.hold = now, State.RESOLVED, ""

    def _close(self, row: Row) -> None:
        if self.reached == State.RESOLVED:
            self._step("confirm", row)
            self._step("close", row, made_sla=row["made_sla"].lower())
            self.reached = State.CLOSED

    def _last(self) -> datetime:
        return self.steps[-1].at

    def _step(self, verb: str, row: Row, actor: str = "", **what: str) -> None:
        assert self.clock is not None  # noqa: S101 - set by the first row
        self.steps.append(Step(verb, self.clock, actor or row["sys_updated_by"], what))

    def _time(self, row: Row, column: str) -> datetime | None:
        try:
            return row.time(column, self.zone)
        except ValueError:
            self._refuse(row, f"{column} is no time: {row[column]}")
            return None

    def _refuse(self, row: Row, reason: str) -> None:
        self.problems.append(Problem(row.line, self.case.number, reason))
