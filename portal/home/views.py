from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.access import PortalRequest
from portal.broken.views import going_on
from portal.ticket.listing import mine, waiting_for


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Three things to do, and what waits for me."""
    user = cast("PortalRequest", request).user
    rows, _after = mine(user, request.GET)
    waiting, told = waiting_for(user), going_on(user)
    open_ones = [incident for incident in rows if incident not in waiting]
    context = {"announcements": told, "waiting": waiting, "recent": open_ones[:5]}
    return render(request, "portal/home.html", context)
