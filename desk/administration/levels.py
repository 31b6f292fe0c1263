"""Service levels in administration: the terms of an agreement as a grid, and the year of a calendar."""

from __future__ import annotations

import calendar as weeks
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from incidents.choices import Priority
from people.models import Team
from sla import durations, hours
from sla.actions import StepRow, TargetRow
from sla.choices import Measure, StepAction, Whom
from sla.models import Agreement, Calendar, EscalationStep
from sla.models.calendar import WEEKDAYS

STEP_PARTS = ("measure", "percent", "action", "whom", "team")
FREE_STEPS = 3
"""Empty lines for steps to be added."""


@dataclass
class TermsForm:
    """The terms as text: what was sent, else what is stored. ``read`` fills ``targets``, ``steps`` and ``errors``."""

    agreement: Agreement
    sent: QueryDict | None = None
    targets: list[TargetRow] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.calendars = list(Calendar._default_manager.filter(is_active=True))
        self.teams = list(Team._default_manager.filter(is_active=True))
        self.stored = {(row.priority, row.measure): row for row in self.agreement.targets.select_related("calendar")}

    def read(self) -> bool:
        """Whether everything that was sent makes sense."""
        for priority in Priority:
            for measure in Measure:
                self._read_target(priority, measure)
        for number in range(self._lines()):
            self._read_step(number)
        if not self.targets and not self.errors:
            self.errors["P1:response"] = _("Give at least one target.")
        return not self.errors

    def rows(self) -> list[dict[str, Any]]:
        """A row for each priority: its calendar, and a cell for each measure with its text, error and example."""
        return [
            {
                "priority": priority,
                "calendar": self._calendar_id(priority),
                "cells": [self._cell(priority, measure) for measure in Measure],
            }
            for priority in Priority
        ]

    def step_rows(self) -> list[dict[str, Any]]:
        """A line for each step, and some free ones."""
        stored = list(self.agreement.steps.all())
        lines = [(each.measure, str(each.percent), each.action, each.whom, str(each.team_id or "")) for each in stored]
        empty = ("", "", StepAction.TELL, "", "")
        return [
            {
                "number": number,
                "error": self.errors.get(f"step-{number}", ""),
                **{
                    name: self._text(
                        f"step-{name}-{number}", lines[number][column] if number < len(lines) else empty[column]
                    )
                    for column, name in enumerate(STEP_PARTS)
                },
            }
            for number in range(self._lines(stored))
        ]

    def _lines(self, stored: list[EscalationStep] | None = None) -> int:
        if self.sent is not None:
            return len([name for name in self.sent if name.startswith("step-percent-")])
        return len(stored or ()) + FREE_STEPS

    def _cell(self, priority: str, measure: str) -> dict[str, str]:
        name = f"{priority}:{measure}"
        known = self.stored.get((priority, measure))
        return {
            "name": name,
            "label": f"{priority} – {Measure(measure).label}",
            "text": self._text(name, str(known.target) if known else ""),
            "error": self.errors.get(name, ""),
            "due": self._example(priority, measure),
        }

    def _example(self, priority: str, measure: str) -> str:
        """When an incident registered now would be due."""
        known = self.stored.get((priority, measure))
        if known is None or self.sent is not None:
            return ""
        due = known.calendar.working_time().add(timezone.now(), known.target.amount(known.calendar.working_day()))
        return date_format(timezone.localtime(due), "D j M H:i")

    def _calendar_id(self, priority: str) -> str:
        known = next((str(row.calendar_id) for key, row in self.stored.items() if key[0] == priority), "")
        return self._text(f"{priority}:calendar", known)

    def _text(self, name: str, stored: str) -> str:
        return stored if self.sent is None else self.sent.get(name, "")

    def _read_target(self, priority: str, measure: str) -> None:
        name, text = f"{priority}:{measure}", self._text(f"{priority}:{measure}", "").strip()
        if not text:
            return
        chosen = next((each for each in self.calendars if str(each.pk) == self._calendar_id(priority)), None)
        if chosen is None:
            self.errors[f"{priority}:calendar"] = _("Choose the calendar that counts.")
            return
        try:
            self.targets.append(TargetRow(priority, measure, durations.parse(text), chosen))
        except ValueError as fault:
            self.errors[name] = str(fault)

    def _read_step(self, number: int) -> None:
        measure, percent, action, whom, team = (self._text(f"step-{name}-{number}", "").strip() for name in STEP_PARTS)
        if not percent:
            return
        action = action or StepAction.TELL
        chosen = next((each for each in self.teams if str(each.pk) == team), None)
        if error := _what_is_wrong(measure, percent, action, whom, chosen):
            self.errors[f"step-{number}"] = error
        else:
            self.steps.append(StepRow(measure, int(percent), whom, action=action, team=chosen))


def _what_is_wrong(measure: str, percent: str, action: str, whom: str, team: Team | None) -> str:
    """Of one step as it was typed; empty where nothing is."""
    if not percent.isdecimal() or not 1 <= int(percent) <= 1000:
        return _("Write a share from 1 to 1000.")
    if measure not in Measure.values or whom not in Whom.values or action not in StepAction.values:
        return _("Choose the measure, what is done, and who is told.")
    if action == StepAction.HAND_OVER and team is None:
        return _("Choose the team that takes it over.")
    if action == StepAction.CALL and whom == Whom.SERVICE_OWNER:
        return _("There is no level above the service owner. Choose a lower one.")
    return ""


@dataclass(frozen=True)
class Day:
    """A day of the year: its hours, and what it is where it is special."""

    on: date
    hours: str
    name: str
    is_today: bool

    @property
    def is_open(self) -> bool:
        return bool(self.hours)


def year_of(calendar: Calendar, year: int) -> dict[str, Any]:
    """Twelve months of weeks of days (None outside the month), the special days, and what the year counts."""
    special = {day.on: day for day in calendar.special_days.filter(on__year=year)}
    months = [
        {"name": date(year, month, 1), "weeks": [
            [_day(calendar, on, special) if on.month == month else None for on in week]
            for week in weeks.Calendar().monthdatescalendar(year, month)
        ]} for month in range(1, 13)
    ]  # fmt: skip
    days = [day for month in months for week in month["weeks"] for day in week if day]  # type: ignore[attr-defined]
    worked = sum((hours.length(hours.parse(day.hours)) for day in days), timedelta(0))
    return {
        "months": months,
        "special": sorted(special.values(), key=lambda day: day.on),
        "open_days": sum(day.is_open for day in days),
        "open_hours": int(worked.total_seconds() // 3600),
    }


def _day(calendar: Calendar, on: date, special: dict[date, Any]) -> Day:
    own = special.get(on)
    text = own.hours if own else getattr(calendar, WEEKDAYS[on.weekday()])
    return Day(on, text, own.name if own else "", on == timezone.localdate())
