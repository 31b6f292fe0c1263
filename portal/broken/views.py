"""What is broken now, for everybody; and «I have this too» in one tap (SPEC D7)."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from incidents import actions
from incidents.models import Announcement
from people.models import User
from portal.access import PortalRequest
from records.refusals import Refusal

SHOWN = 20


def going_on(user: User) -> list[Announcement]:
    """What is announced at this moment."""
    return list(Announcement.visible_to(user).current(timezone.now())[:SHOWN])


@require_GET
@login_required
def broken(request: HttpRequest) -> HttpResponse:
    """All that is known to be broken, with what everybody may read of it."""
    told = going_on(cast("PortalRequest", request).user)
    return render(request, "portal/broken/list.html", {"announcements": told})


@require_POST
@login_required
def join(request: HttpRequest, handle: str) -> HttpResponse:
    """I have this too. Answers with the page it was tapped on."""
    asked = cast("PortalRequest", request)
    current = Announcement.visible_to(asked.user).current(timezone.now())
    found = current.filter(incident__reference=handle.upper()[:20]).first()
    if found is None:
        raise Http404
    try:
        actions.join(found.incident, by=asked.actor)
        messages.success(request, _("Noted: you have this too. We tell you when it works again."))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(_back(request), status=303)


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("portal:broken")
