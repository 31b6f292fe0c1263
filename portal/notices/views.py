"""The bell: what a person was told, and how they wish to be told (SPEC H5)."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from notifications import bell
from notifications.actions import preferences_of, set_preferences
from people.models import User
from people.rights import scopes_of
from portal.access import PortalRequest
from portal.notices.forms import HowForm
from records import keyset
from records.refusals import Invalid

PAGE = 30


@require_GET
@never_cache
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What I was told, the newest first."""
    user = cast("User", request.user)
    rows, after = keyset.page(bell.of(user), ("-pk",), request.GET.get("after", "")[:400], PAGE)
    return render(request, "portal/notices/list.html", {"lines": bell.lines(rows, user), "after": after, "address": ""})


@require_GET
@never_cache
@login_required
def rung(request: HttpRequest) -> HttpResponse:
    """The bell alone, for pages that stay open."""
    return render(request, "components/bell.html")


@require_GET
@never_cache
@login_required
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page a notice of mine is about; it is seen then."""
    user = cast("User", request.user)
    notice = get_object_or_404(bell.of(user), pk=pk)
    bell.see(user, bell.of(user).filter(pk=pk))
    return HttpResponseRedirect(bell.lines([notice], user)[0].url or reverse("notices:list"))


@require_POST
@login_required
def all_seen(request: HttpRequest) -> HttpResponse:
    """All that is there is seen."""
    user = cast("User", request.user)
    bell.see(user, bell.of(user))
    return HttpResponseRedirect(reverse("notices:list"), status=303)


@require_http_methods(["GET", "POST"])
@login_required
def how(request: HttpRequest) -> HttpResponse:
    """Mail, daily mail or none, bell, quiet hours: what a person decides about being told."""
    asked = cast("PortalRequest", request)
    now = preferences_of(asked.user)
    form = HowForm(
        request.POST if request.method == "POST" else None, now=now, is_staff=bool(scopes_of(asked.user, "note"))
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_preferences(asked.user, by=asked.actor, **form.chosen())
        except Invalid as refusal:
            for name, said in refusal.errors.items():
                form.add_error(name, said)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("notices:how"), status=303)
    return render(request, "portal/notices/how.html", {"form": form}, status=422 if form.errors else 200)
