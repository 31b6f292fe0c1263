"""What people look for and do not find: the next articles to write, and the next synonyms."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, staff_only
from desk.knowledge.listing import Listing
from knowledge import finding
from people.rights import scopes_of


@require_GET
@staff_only
def failing(request: DeskRequest) -> HttpResponse:
    """The searches of the last 90 days that led nobody to an article; for those who publish, as they may read all."""
    listing = Listing(request.user)
    if not listing.sees_failing:
        raise PermissionDenied
    context = {
        "searches": finding.failing(),
        "listing": listing,
        "may_write": bool(scopes_of(request.user, "write_articles")),
        "may_keep_synonyms": bool(scopes_of(request.user, "administer")),
    }
    return render(request, "desk/knowledge/failing.html", context)
