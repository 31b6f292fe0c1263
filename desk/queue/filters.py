"""What the queue shows: filters, sort and keyset pages, all read from the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.choices import LIVE_STATES, Priority, State
from incidents.models import Incident, IncidentQuerySet
from people.models import User
from records import keyset
from sla.models import NEVER

PAGE = 50
COUNT_LIMIT = 1000
SOON = timedelta(hours=1)
SORTS: dict[str, tuple[str, ...]] = {
    "-changed": ("-changed_at", "-id"),
    "changed": ("changed_at", "id"),
    "priority": ("priority", "-id"),
    "-priority": ("-priority", "-id"),
    "due": ("due_at", "-id"),
    "-due": ("-due_at", "-id"),
    "reference": ("id",),
    "-reference": ("-id",),
}
DEFAULTS = {"view": "live", "sort": "-changed"}
VIEWS = {
    "live": _("Everything open"),
    "mine": _("Mine"),
    "team": _("My teams"),
    "unassigned": _("Nobody has it"),
    "triage": _("Triage"),
    "soon": _("Runs out soon"),
    "late": _("Ran out"),
    "hold": _("On hold"),
    "resolved": _("Waiting for confirmation"),
    "confirmed": _("Ready to close"),
    "over": _("Closed"),
    "all": _("All"),
}


def view_condition(view: str, user: User) -> Q:
    """What a view means for this person."""
    live, now = Q(state__in=LIVE_STATES), timezone.now()
    conditions: dict[str, Q] = {
        "live": live,
        "mine": live & Q(assignee_id=user.pk),
        "team": live & Q(owning_team_id__in=list(user.team_ids)),
        "unassigned": Q(state__in=[State.REGISTERED, State.CLASSIFIED], assignee_id=None),
        "triage": Q(state=State.DETECTED),
        "soon": live & Q(standing__due_at__gte=now, standing__due_at__lt=now + SOON),
        "late": live & Q(standing__due_at__lt=now),
        "hold": live & ~Q(hold_reason=""),
        "resolved": Q(state=State.RESOLVED, confirmed_at=None),
        "confirmed": Q(state=State.RESOLVED, confirmed_at__isnull=False),
        "over": Q(state__in=[State.CLOSED, State.CANCELLED]),
        "all": Q(),
    }
    return conditions[view]


@dataclass
class Filters:
    """The queue's address, understood; what cannot be understood is left out."""

    user: User
    view: str = "live"
    states: list[str] = field(default_factory=list)
    priorities: list[str] = field(default_factory=list)
    team: int | None = None
    service: int | None = None
    text: str = ""
    sort: str = "-changed"
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, user: User) -> Filters:
        """The filters of a query string."""
        return cls(
            user=user,
            view=query.get("view", "live") if query.get("view") in VIEWS else "live",
            states=[state for state in query.getlist("state") if state in State.values],
            priorities=[priority for priority in query.getlist("priority") if priority in Priority.values],
            team=_number(query.get("team")),
            service=_number(query.get("service")),
            text=query.get("q", "").replace("\x00", "").strip()[:100],
            sort=query.get("sort", "-changed") if query.get("sort") in SORTS else "-changed",
            after=query.get("after", "")[:400],
        )

    def rows(self) -> IncidentQuerySet:
        """The matching incidents this person may see, unordered and without a page."""
        found = Incident.visible_to(self.user).filter(view_condition(self.view, self.user))
        if self.states:
            found = found.filter(state__in=self.states)
        if self.priorities:
            found = found.filter(priority__in=self.priorities)
        if self.team:
            found = found.filter(owning_team_id=self.team)
        if self.service:
            found = found.filter(service_id=self.service)
        if self.text:
            found = found.filter(Incident.by_handle(self.text) | Q(title__icontains=self.text))
        return found

    def page(self) -> tuple[list[Incident], str]:
        """One page, and the cursor of the next (empty at the end)."""
        rows = self.rows().with_people().select_related("standing")
        if self.sort in ("due", "-due"):
            rows = rows.annotate(due_at=Coalesce("standing__due_at", Value(NEVER)))
        return keyset.page(rows, SORTS[self.sort], self.after, PAGE)

    def count(self) -> str:
        """How many match, counted no further than is worth knowing."""
        counted = self.rows().order_by()[: COUNT_LIMIT + 1].count()
        return f"{COUNT_LIMIT:,}+" if counted > COUNT_LIMIT else str(counted)

    def address(self, **changes: Any) -> str:
        """The query string of these filters with some of them changed; always back on the first page."""
        told = {
            "view": self.view, "state": self.states, "priority": self.priorities, "team": self.team,
            "service": self.service, "q": self.text, "sort": self.sort, **changes,
        }  # fmt: skip
        query = QueryDict(mutable=True)
        for name, value in told.items():
            if value and value != DEFAULTS.get(name):
                query.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
        return query.urlencode()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
