"""Satisfaction: how content people are, with whose work, how sure that is, and what they wrote (SPEC G3)."""

from __future__ import annotations

import csv
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from insight.views import overseers_only
from people.models import User
from records import keyset
from surveys import results
from surveys.choices import Score
from surveys.figures import FEWEST, Pile
from surveys.models import FollowUp
from surveys.results import GROUPS, PERIODS, Narrow

MOST_OPEN = 1000
"""Open follow-ups are counted no further."""


def _narrow(request: HttpRequest) -> Narrow:
    """What is asked for; what cannot be understood is left out."""
    asked = request.GET
    period = asked.get("period", "quarter")
    group = asked.get("group", "")
    return Narrow(
        period if period in PERIODS else "quarter", timezone.localtime(),
        group if group in GROUPS else "", asked.get("key", "")[:20],
    )  # fmt: skip


@require_GET
@never_cache
@overseers_only
def page(request: HttpRequest) -> HttpResponse:
    """The figures of a period, in all or of one group, and what was written."""
    user, narrow = cast("User", request.user), _narrow(request)
    found = results.results(user, narrow)
    order = ("-at", "-pk")
    said, after = keyset.page(
        results.comments(user, narrow), order, request.GET.get("after", "")[:400], results.COMMENTS
    )
    address = request.GET.copy()
    address.pop("after", None)
    context: dict[str, Any] = {
        "narrow": narrow, "periods": [(code, name) for code, (name, _days) in PERIODS.items()],
        "found": found, "groups": [(code, GROUPS[code][0], found.groups[code]) for code in GROUPS],
        "further": results.further(user, narrow), "comments": said, "after": after, "address": address.urlencode(),
        "nameless": results.nameless_comments(user, narrow) if found.has_anonymous else [], "fewest": FEWEST, "name": _name(narrow, found), "open_follow_ups": FollowUp.visible_to(user).filter(done_at=None)[:MOST_OPEN].count(),
        "scores": [(score.value, score.label, found.whole.scores[score - 1]) for score in reversed(Score)],
    }  # fmt: skip
    return render(request, "insight/surveys/results.html", context)


def _name(narrow: Narrow, found: results.Results) -> str:
    """What the one group is called."""
    if narrow.is_whole:
        return ""
    named = (row.name for row in found.groups[narrow.group] if row.key == narrow.key)
    return next(named, _("Nothing found"))


@require_GET
@never_cache
@overseers_only
def export(request: HttpRequest) -> HttpResponse:
    """The tables as one file."""
    narrow = _narrow(request)
    found = results.results(cast("User", request.user), narrow)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="satisfaction-{narrow.period}.csv"'
    rows = csv.writer(answer)
    rows.writerow(["by", "name", "asked", "responded", "response_rate", "answers", *"12345", "mean", "satisfied",
                   "satisfied_from", "satisfied_to"])  # fmt: skip
    rows.writerow(["all", "", *_cells(found.whole)])
    for code in GROUPS:
        rows.writerows([code, _harmless(row.name), *_cells(row.pile)] for row in found.groups[code])
    rows.writerows(["time", day.isoformat(), *_cells(pile)] for day, pile in found.trend)
    return answer


def _cells(pile: Pile) -> list[Any]:
    mean = "" if pile.mean is None else f"{pile.mean:.2f}"
    return [pile.asked, pile.responded, _or_none(pile.rate), pile.count, *pile.scores, mean, _or_none(pile.satisfied),
            *(pile.between or ("", ""))]  # fmt: skip


def _or_none(value: int | None) -> Any:
    return "" if value is None else value


def _harmless(text: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
