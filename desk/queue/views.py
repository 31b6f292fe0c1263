"""The queue: what there is to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, staff_only
from desk.clocks import time_left
from desk.queue.filters import VIEWS, Filters
from incidents import choosing
from incidents.choices import Priority, State

HEADS = {"priority": "priority", "due": "due", "reference": "-reference", "changed": "-changed"}
"""Columns that sort, and which way they begin."""


@require_GET
@staff_only
def queue(request: DeskRequest) -> HttpResponse:
    """The filtered, sorted page of incidents this person may see."""
    filters = Filters.read(request.GET, request.user)
    found, after = filters.page()
    rows = [(incident, time_left(getattr(incident, "standing", None))) for incident in found]
    template = "desk/queue/list.html#rows" if request.htmx else "desk/queue/list.html"
    context = {"filters": filters, "rows": rows, "after": after, "count": filters.count(), **_controls(filters)}
    return render(request, template, context)


COUNTED = [view for view in VIEWS if view not in {"over", "all"}]
"""Views of work that waits; how much is done is no number to look at all day."""


@require_GET
@never_cache
@staff_only
def counts(request: DeskRequest) -> HttpResponse:
    """How many wait in each view of the rail; asked for after the page is there, and every minute."""
    counted = [(view, Filters(user=request.user, view=view).count()) for view in COUNTED]
    return render(request, "desk/queue/counts.html", {"counts": counted})


def _controls(filters: Filters) -> dict[str, Any]:
    teams, services = list(choosing.teams()), list(choosing.services())
    return {
        "views": [(code, label, filters.address(view=code)) for code, label in VIEWS.items()],
        "view_label": VIEWS[filters.view],
        "states": State.choices,
        "priorities": Priority.choices,
        "teams": teams,
        "services": services,
        "heads": {name: _head(filters, name, first) for name, first in HEADS.items()},
        "chips": list(_chips(filters, teams, services)),
    }


def _chips(filters: Filters, teams: list[Any], services: list[Any]) -> Any:
    """The active filters, each with the address without it."""
    for state in filters.states:
        yield State(state).label, filters.address(state=[each for each in filters.states if each != state])
    for priority in filters.priorities:
        rest = [each for each in filters.priorities if each != priority]
        yield Priority(priority).label, filters.address(priority=rest)
    named = {team.pk: team for team in teams} if filters.team else {}
    if filters.team in named:
        yield named[filters.team], filters.address(team=None)
    known = {service.pk: service for service in services} if filters.service else {}
    if filters.service in known:
        yield known[filters.service], filters.address(service=None)
    if filters.text:
        yield f"“{filters.text}”", filters.address(q="")


def _head(filters: Filters, name: str, first: str) -> str:
    """The address a column's head leads to: sorted by it, or the other way round."""
    other = name if first.startswith("-") else f"-{name}"
    return filters.address(sort=other if filters.sort == first else first)
