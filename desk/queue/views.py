"""The queue: what there is to do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, staff_only
from desk.clocks import time_left
from desk.queue.columns import COLUMNS, GROUPS
from desk.queue.listing import Listing, Row, built_in, read_moment, saved_views
from incidents import choosing
from incidents.choices import Priority, State
from incidents.finding.words import words
from people.rights import scopes_of

MOST_COUNTED = 12
"""Saved views whose number stands in the rail; the others are counted when they are opened."""
MOST_NEWS = 100


@require_GET
@staff_only
def queue(request: DeskRequest) -> HttpResponse:
    """The filtered, sorted page of incidents this person may see."""
    listing, made_at = Listing.read(request.GET, request.user), timezone.now()
    rows, after = listing.page()
    template = "desk/queue/list.html#rows" if request.htmx else "desk/queue/list.html"
    context = {
        "listing": listing, "rows": rows, "after": after, "count": listing.count(), "made_at": str(made_at.timestamp()),
        **_controls(listing),
    }  # fmt: skip
    return render(request, template, context)


@require_GET
@never_cache
@staff_only
def counts(request: DeskRequest) -> HttpResponse:
    """How many wait in each view of the rail; asked for after the page is there, and every minute."""
    user = request.user
    codes = [view.code for view in built_in(user, oversees=bool(scopes_of(user, "oversee"))) if view.waits]
    codes += [view.code for view in saved_views(user)[:MOST_COUNTED]]
    counted = [(code, Listing.read(_asking(code), user).count()) for code in codes]
    return render(request, "desk/queue/counts.html", {"counts": counted})


@require_GET
@never_cache
@staff_only
def news(request: DeskRequest) -> HttpResponse:
    """What happened to a list since it was made: its rows as they are now, and how many came that it does not show."""
    listing, since = Listing.read(request.GET, request.user), read_moment(request.GET, "since")
    ids = [
        int(text) for text in request.GET.get("ids", "").split(",")[:MOST_NEWS] if text.isdecimal() and len(text) < 19
    ]
    now = timezone.now()
    came = listing.rows().filter(changed_at__gt=read_moment(request.GET, "made")).exclude(pk__in=ids).order_by()
    context = {
        "listing": listing, "rows": _changed(listing, ids, since), "news": came[: MOST_NEWS + 1].count(),
        "most": MOST_NEWS, "since": str(now.timestamp()), "made_at": request.GET.get("made", "")[:20], "ids": ids,
    }  # fmt: skip
    return render(request, "desk/queue/news.html", context)


def _changed(listing: Listing, ids: list[int], since: Any) -> list[Row]:
    still = set(listing.rows().filter(pk__in=ids).values_list("pk", flat=True))
    seen = replace(listing, view="all", saved=None, asked=type(listing.asked)()).rows()
    found = seen.filter(pk__in=ids, changed_at__gt=since).with_people().select_related("standing")
    return [
        Row(row, time_left(getattr(row, "standing", None)), is_gone=row.pk not in still) for row in found.order_by("pk")
    ]


@require_GET
@staff_only
def board(request: DeskRequest) -> HttpResponse:
    """The same list as columns of cards, one a state; what is over is not on a board."""
    listing = Listing.read(request.GET, request.user)
    lanes = []
    for state in BOARD:
        lane = replace(listing, asked=listing.asked.with_term("state", state), grouped_by="")
        rows, _after = replace(lane).page()
        lanes.append((State(state), rows[:CARDS], len(rows) > CARDS, lane.address()))
    return render(request, "desk/queue/board.html", {"listing": listing, "lanes": lanes, **_controls(listing)})


BOARD = [State.DETECTED, State.REGISTERED, State.CLASSIFIED, State.IN_DIAGNOSIS, State.RESOLVED]
CARDS = 25


@require_GET
@staff_only
def layout(request: DeskRequest) -> HttpResponse:
    """The form that chooses columns, their order, the order of rows and what they are grouped by."""
    listing = Listing.read(request.GET, request.user)
    chosen = [column.name for column in listing.shown]
    rest = [name for name in COLUMNS if name not in chosen]
    context = {
        "listing": listing,
        "columns": [(COLUMNS[name], name in chosen) for name in [*chosen, *rest]],
        "groups": GROUPS.values(),
    }
    template = "desk/queue/layout.html#form" if request.htmx else "desk/queue/layout.html"
    return render(request, template, context)


@require_GET
@staff_only
def language(request: DeskRequest) -> HttpResponse:
    """The words of the filter language with values to write."""
    listed = [(word, word.values()[:12]) for word in words()]
    template = "desk/queue/language.html#words" if request.htmx else "desk/queue/language.html"
    return render(request, template, {"words": listed})


def _asking(code: str) -> QueryDict:
    return QueryDict(f"view={code}")


def _controls(listing: Listing) -> dict[str, Any]:
    return {
        "states": State.choices,
        "priorities": Priority.choices,
        "teams": list(choosing.teams()),
        "services": list(choosing.services()),
        "heads": [(column, *_head(listing, column.name, column.sort)) for column in listing.shown],
        "chips": listing.chips(),
        "wrong": listing.wrong,
    }


def _head(listing: Listing, name: str, first: str) -> tuple[str, str]:
    """The address a column's head leads to, and how the list is sorted by it now (ascending, descending or not)."""
    if not first:
        return "", ""
    other = first[1:] if first.startswith("-") else f"-{first}"
    going = "descending" if listing.sort.startswith("-") else "ascending"
    return listing.address(sort=other if listing.sort == first else first), going if listing.sort in (
        first,
        other,
    ) else ""
