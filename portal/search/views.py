"""One search over everything that may help: articles, what is broken, services, what one reported oneself (SPEC F2)."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from rapidfuzz import fuzz, utils

from incidents import choosing
from incidents.finding import text as texts
from incidents.models import Incident
from knowledge import finding
from people.models import User
from portal.access import PortalRequest
from portal.suggestions.matching import known_faults
from services.models import Service

SHORTEST, LONGEST = 2, 200
ARTICLES, TICKETS, SERVICES = 6, 4, 4
ALIKE = 82
"""From so much likeness (rapidfuzz, 0 to 100) on a service is meant."""
NOTHING: dict[str, Any] = {
    "announcements": [], "articles": finding.Results(), "search": None, "services": [], "own": [], "is_empty": False,
}  # fmt: skip
"""Before anything was asked."""


@require_GET
@never_cache
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """The best of each kind; while somebody types, the answers alone."""
    asked = cast("PortalRequest", request)
    text = asked.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = _found(text, asked.user, is_typing=bool(asked.htmx)) if len(text) >= SHORTEST else NOTHING
    template = "portal/search/page.html#found" if asked.htmx else "portal/search/page.html"
    return render(request, template, {"q": text, **found})


def _found(text: str, user: User, *, is_typing: bool) -> dict[str, Any]:
    articles = finding.find(text, user, limit=ARTICLES, is_typing=is_typing)
    found = {
        "announcements": known_faults(user, text, None),
        "articles": articles,
        "search": finding.remember(text, user, articles),
        "services": _services(text),
        "own": _tickets(text, user),
    }
    return found | {
        "is_empty": not (articles.hits or any(found[name] for name in ("announcements", "services", "own")))
    }


def _tickets(text: str, user: User) -> list[Incident]:
    """One's own only, whatever else one may see on the desk."""
    mine = Incident.visible_to(user).of_person(user.pk).filter(texts.matching(text, user))
    return list(mine.with_people().order_by("-changed_at", "-id")[:TICKETS])


def _services(text: str) -> list[Service]:
    """Services of about this name or description."""
    weighed = [(_likeness(text, each), each) for each in choosing.services()]
    found = sorted((pair for pair in weighed if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [each for _score, each in found[:SERVICES]]


def _likeness(text: str, service: Service) -> float:
    said = utils.default_process(text)
    words = utils.default_process(f"{service.name} {service.description}").split()
    return max(
        (fuzz.ratio(one, word[: len(one) + 1]) for one in said.split() if len(one) > 2 for word in words), default=0
    )
