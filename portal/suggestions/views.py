"""While somebody writes a report: what is broken already, what they reported, what answers it (SPEC C7, D7, F2)."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents import choosing
from knowledge import actions, finding
from knowledge.models import Article
from portal.access import PortalRequest
from portal.suggestions.matching import known_faults, own_tickets

LONGEST, SHORTEST, FEW = 2000, 8, 3


class TypedForm(forms.Form):
    description = forms.CharField(required=False)
    service = forms.ModelChoiceField(choosing.services(), required=False)


@require_POST
@login_required
def suggest(request: HttpRequest) -> HttpResponse:
    """What may answer the half-written report. Sent by POST: what is typed stays out of addresses and logs."""
    user = cast("PortalRequest", request).user
    form = TypedForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    text, service = given.get("description", "").replace("\x00", "")[:LONGEST], given.get("service")
    context = {
        "announcements": known_faults(user, text, service),
        "own": own_tickets(user, text),
        "articles": finding.suggest(text, user, FEW) if len(text.strip()) >= SHORTEST else [],
    }
    return render(request, "portal/suggestions/list.html", context)


@require_POST
@login_required
def solved(request: HttpRequest) -> HttpResponse:
    """«This solved it»: the report that was being written is not needed."""
    asked = cast("PortalRequest", request)
    readable = Article.readable_to(asked.user).filter(Article.by_reference(request.POST.get("article", "")))
    article = readable.first()
    if article is None:
        raise Http404
    actions.spare(article, by=asked.actor)
    messages.success(request, _("Good that it works. We forget what you had written."))
    return HttpResponseRedirect(reverse("portal:home"), status=303)
