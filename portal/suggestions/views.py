"""While somebody writes a report: what is broken already, and what they reported themselves (SPEC C7, D7, F2)."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from incidents import choosing
from portal.access import PortalRequest
from portal.suggestions.matching import known_faults, own_tickets

LONGEST = 2000


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
    text, service = given.get("description", "")[:LONGEST], given.get("service")
    context = {"announcements": known_faults(user, text, service), "own": own_tickets(user, text)}
    return render(request, "portal/suggestions/list.html", context)
