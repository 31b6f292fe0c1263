"""Tickets for server-sent events (``itsm.events``)."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from itsm.events import ticket
from people.models import User
from people.rights import is_staff


@never_cache
@require_GET
@login_required
def live_ticket(request: HttpRequest) -> HttpResponse:
    """The address of this person's stream; 204 where the server has none and pages poll."""
    if "asgi.scope" not in request.META:
        return HttpResponse(status=204)
    user = cast("User", request.user)
    shown = ticket(user.pk, works_on_desk=is_staff(user))
    return JsonResponse({"address": f"/events/?{urlencode({'ticket': shown})}"})
