"""What can be requested: browse, search, fill in, send."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from incidents import actions
from incidents.catalogue.finding import matching
from incidents.catalogue.forms import RequestForm
from incidents.catalogue.world import people_for, written
from incidents.models import CatalogueItem, Incident
from portal.access import PortalRequest
from records.once import once
from records.refusals import Invalid, Refusal

MOST_PEOPLE = 8


@require_GET
@login_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything this person can request, or what a search and a service leave of it."""
    asked = cast("PortalRequest", request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = CatalogueItem.visible_to(asked.user).select_related("service", "category")
    known = sorted(rows, key=lambda row: str(row).casefold())
    services = sorted({row.service for row in known}, key=str)
    chosen = next((each for each in services if str(each.pk) == request.GET.get("service")), None)
    found = [row for row in matching(known, text) if chosen is None or row.service_id == chosen.pk]
    context = {"items": found, "services": services, "chosen": chosen, "text": text, "is_empty": not known}
    return render(request, "portal/catalogue/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item with its questions; sent, it is a request."""
    asked = cast("PortalRequest", request)
    found = get_object_or_404(CatalogueItem.visible_to(asked.user).select_related("service"), pk=pk)
    form = _form(asked, found)
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form, 200 if request.method == "GET" else 422)
    try:
        incident, acted = once(asked.actor, form.cleaned_data["key"], lambda: _request(asked, found, form))
    except Invalid as refusal:
        form.refuse(refusal.errors)
        return _page(request, found, form, 422)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _page(request, found, form, 403)
    if acted:
        messages.success(request, _("Thank you. We received it as %(handle)s.") % {"handle": incident.handle})
    return HttpResponseRedirect(incident.get_absolute_url(), status=303)


def _form(request: PortalRequest, found: CatalogueItem) -> RequestForm:
    version = found.form()
    fields = version.asked if version else []
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return RequestForm(fields, request.user, timezone.localdate(), *sent)


def _request(request: PortalRequest, found: CatalogueItem, form: RequestForm) -> Incident:
    return actions.request(
        found, by=request.actor, requester=request.user, answers=form.given(), files=form.given_files()
    )


def _page(request: HttpRequest, found: CatalogueItem, form: RequestForm, status: int) -> HttpResponse:
    return render(request, "portal/catalogue/item.html", {"item": found, "form": form}, status=status)


@require_GET
@never_cache
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Suggestions for what was typed into a field, whatever that is called: only whom this person can name."""
    user = cast("PortalRequest", request).user
    text = str(next(iter(request.GET.dict().values()), "")).replace("\x00", "").strip()[:100]
    known = people_for(user).filter(Q(name__icontains=text) | Q(email__icontains=text))
    found = known[:MOST_PEOPLE] if len(text) > 1 else []
    return render(request, "portal/catalogue/people.html", {"people": [written(person) for person in found]})
