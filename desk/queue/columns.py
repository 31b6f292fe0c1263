"""The columns a list can have and what it can be grouped by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.models import Incident, IncidentQuerySet


@dataclass(frozen=True)
class Column:
    """``sort`` is the order its head begins with; a column without one cannot be sorted by. ``css`` gives its width."""

    name: str
    label: Any
    sort: str = ""
    css: str = "c-text"


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column("prio", gettext_lazy("Priority"), "priority", css="c-prio"),
        Column("ref", gettext_lazy("Reference"), "-reference", css="c-ref"),
        Column("title", gettext_lazy("Title"), css="title"),
        Column("state", gettext_lazy("State"), css="c-state"),
        Column("who", gettext_lazy("Assignee"), css="c-who"),
        Column("team", gettext_lazy("Team")),
        Column("due", gettext_lazy("Time left"), "due", css="c-due"),
        Column("when", gettext_lazy("Updated"), "-changed", css="c-when"),
        Column("requester", gettext_lazy("Requester")),
        Column("service", gettext_lazy("Service")),
        Column("category", gettext_lazy("Category")),
        Column("detected", gettext_lazy("Detected"), css="c-when"),
        Column("source", gettext_lazy("Source")),
        Column("handovers", gettext_lazy("Hand-overs"), css="c-number"),
    )
}
USUAL = ("prio", "ref", "title", "state", "who", "due", "when")


def columns(names: Iterable[str]) -> list[Column]:
    """These columns in this order; the title is always one of them. Without any, the usual ones."""
    chosen = [COLUMNS[name] for name in dict.fromkeys(names) if name in COLUMNS]
    if not chosen:
        return [COLUMNS[name] for name in USUAL]
    return chosen if COLUMNS["title"] in chosen else [*chosen, COLUMNS["title"]]


@dataclass(frozen=True)
class Group:
    """What rows are put together by: a column to order by first, and what the head of a group says."""

    name: str
    label: Any
    order: str
    said: Callable[[Incident], Any]
    column: str = ""

    def prepare(self, rows: IncidentQuerySet) -> IncidentQuerySet:
        """With what the order needs; whatever has no such row comes first."""
        return rows.annotate(**{self.order: Coalesce(F(self.column), Value(0))}) if self.column else rows


GROUPS: dict[str, Group] = {
    group.name: group
    for group in (
        Group("priority", gettext_lazy("Priority"), "priority", lambda row: row.get_priority_display() or _("No priority yet")),
        Group("state", gettext_lazy("State"), "state", lambda row: row.get_state_display()),
        Group("team", gettext_lazy("Team"), "team_key", lambda row: row.owning_team or _("No team"), "owning_team_id"),
        Group("assignee", gettext_lazy("Assignee"), "assignee_key", lambda row: row.assignee or _("Nobody"), "assignee_id"),
        Group("service", gettext_lazy("Service"), "service_key", lambda row: row.service or _("No service"), "service_id"),
    )
}  # fmt: skip
