"""One search over everything the desk works with: what may be seen, ranked, with the words found marked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, staff_only
from incidents import choosing
from incidents.finding import text
from incidents.models import Incident
from knowledge import finding
from people.models import User

PAGE, PALETTE, FEW = 25, 8, 5
"""Incidents on the page and in the palette; articles, people and services in either."""
SHORTEST = 2


@require_GET
@never_cache
@staff_only
def search(request: DeskRequest) -> HttpResponse:
    """Incidents by words and their beginnings; articles; people and services by name. A reference leads straight to its incident."""
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    exact = Incident.visible_to(request.user).filter(Incident.by_handle(asked)).first() if asked else None
    if exact and not request.htmx:
        return redirect(exact.desk_url())
    template = "desk/search/page.html#hits" if request.htmx else "desk/search/page.html"
    return render(request, template, {"q": asked, **found(asked, request.user, PALETTE if request.htmx else PAGE)})


def found(asked: str, user: User, most: int) -> dict[str, Any]:
    """What there is for this question: incidents, articles, people, services, and what was read instead of unknown words."""
    if len(asked) < SHORTEST:
        return {"incidents": [], "articles": [], "people": [], "services": [], "meant": {}}
    incidents, wanted = text.ranked(asked, user, most)
    return {
        "incidents": incidents,
        "articles": finding.find(asked, user, limit=FEW, is_typing=True).hits,
        "people": list(choosing.matching_people(asked)[:FEW]),
        "services": list(choosing.matching_services(asked)[:FEW]),
        "meant": {} if not incidents else {word: ", ".join(near) for word, near in wanted.meant.items()},
    }
