"""Insight: the live dashboard of service levels, and the incidents behind each of its numbers (SPEC I1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from insight import attainment, load
from insight.periods import NAMES, period
from people.models import User
from people.rights import scopes_of
from records import keyset
from sla.models import Clock

P = ParamSpec("P")
PAGE = 50
COUNT_LIMIT = 1000


def overseers_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Signed in, and allowed to see everything: figures about a part of it would mislead."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if "any" not in scopes_of(cast("User", request.user), "view"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


@require_GET
@never_cache
@overseers_only
def overview(request: HttpRequest) -> HttpResponse:
    """The dashboard; asked for by htmx only its moving part. ``?wall`` is for a screen on the wall."""
    is_part = bool(getattr(request, "htmx", False))
    template = "insight/overview.html#board" if is_part else "insight/overview.html"
    return render(request, template, _board(cast("User", request.user), request))


@require_GET
@overseers_only
def clocks(request: HttpRequest) -> HttpResponse:
    """The very promises behind a number: of a period, a group, kept or missed."""
    user, asked = cast("User", request.user), request.GET
    chosen = period(_code(request), timezone.localtime())
    found = attainment.judged(user, chosen.begin)
    if asked.get("group"):
        found = attainment.in_group(found, asked["group"], asked.get("key", ""))
    if asked.get("kept") == "no":
        found = found.exclude(status="met")
    shown = found.select_related("incident__owning_team")
    rows, after = keyset.page(shown, ("-pk",), asked.get("after", "")[:400], PAGE)
    address = asked.copy()
    address.pop("after", None)
    context = {"period": chosen, "rows": rows, "after": after, "count": _bounded(found), "address": address.urlencode()}
    return render(request, "insight/clocks.html", context)


def _bounded(found: QuerySet[Clock]) -> str:
    """How many there are, counted no further than is worth knowing."""
    counted = found.order_by()[: COUNT_LIMIT + 1].count()
    return f"{COUNT_LIMIT:,}+" if counted > COUNT_LIMIT else str(counted)


def _code(request: HttpRequest) -> str:
    asked = request.GET.get("period", "month")
    return asked if asked in NAMES else "month"


def _board(user: User, request: HttpRequest) -> dict[str, Any]:
    now = timezone.localtime()
    chosen, tiles = period(_code(request), now), [period(code, now) for code in NAMES]
    groups = attainment.by_group(user, chosen)
    return {
        "now": now,
        "wall": "wall" in request.GET,
        "period": chosen,
        "periods": NAMES.items(),
        "tiles": [(each, *shares) for each, shares in zip(tiles, attainment.compared(user, tiles), strict=True)],
        "groups": [(code, attainment.GROUPS[code][0], shares) for code, shares in groups.items()],
        **vars(load.load(user, now)),
    }
