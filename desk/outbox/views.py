"""What could not be delivered, and why."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desk.access import DeskRequest, staff_only
from notifications import outbox
from people.rights import scopes_of
from records.refusals import NotAllowed

MOST = 100


@require_GET
@staff_only
def listing(request: DeskRequest) -> HttpResponse:
    """Dead rows and those waiting for another attempt."""
    if not scopes_of(request.user, "oversee"):
        raise PermissionDenied
    return render(request, "desk/outbox/list.html", {"rows": outbox.dead_letters()[:MOST]})


@require_POST
@staff_only
def retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Try a row again, from the first attempt."""
    try:
        outbox.try_again(pk, by=request.actor)
    except NotAllowed:
        raise PermissionDenied from None
    messages.success(request, _("It will be tried again now."))
    return HttpResponseRedirect(reverse("outbox:list"), status=303)
