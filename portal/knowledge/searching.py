"""The search of articles: a page, and what is found while somebody types."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from knowledge import finding
from portal.access import PortalRequest

PAGE, SHORTEST = 20, 2
LONGEST = 200


@require_GET
@never_cache
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """What answers a question, the best first; while somebody types, the answers alone."""
    asked = cast("PortalRequest", request)
    text = asked.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    is_typing = bool(asked.htmx)
    found, kept = finding.Results(), None
    if len(text) >= SHORTEST:
        found = finding.find(text, asked.user, limit=PAGE, is_typing=is_typing)
        kept = finding.remember(text, asked.user, found)
    template = "portal/knowledge/search.html#found" if is_typing else "portal/knowledge/search.html"
    return render(request, template, {"q": text, "found": found, "search": kept})
