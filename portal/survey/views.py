"""Rating: by the link of the mail without signing in, or by one click on the ticket page. A GET never records."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.actors import actor_for
from portal.access import PortalRequest, find
from records.choices import Via
from records.refusals import Refusal
from surveys import rating
from surveys.actions import answer

SCORES = [
    (1, gettext_lazy("Very bad")), (2, gettext_lazy("Bad")), (3, gettext_lazy("All right")),
    (4, gettext_lazy("Good")), (5, gettext_lazy("Very good")),
]  # fmt: skip


class RateForm(forms.Form):
    score = forms.TypedChoiceField(
        coerce=int, choices=SCORES, error_messages={"required": gettext_lazy("Choose 1 to 5.")}
    )
    comment = forms.CharField(
        label=gettext_lazy("Anything to add?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@never_cache
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the mail."""
    invitation = rating.by_token(token)
    if invitation is None:
        return render(request, "portal/survey/gone.html", {"why": _("This link is not known.")}, status=404)
    given = getattr(invitation, "answer", None)
    context = {"invitation": invitation, "answer": given, "scores": SCORES, "chosen": _chosen(request)}
    if not invitation.is_open(timezone.now()):
        return render(request, "portal/survey/gone.html", {"why": _("The time to answer is over.")}, status=410)
    form = RateForm(request.POST or None, initial={"comment": given.comment if given else ""})
    if request.method == "POST" and form.is_valid():
        answer(invitation, by=actor_for(invitation.person, Via.MAIL), **form.cleaned_data)
        return HttpResponseRedirect(f"{request.path}?thanks=1", status=303)
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/survey/rate_page.html", context | {"form": form}, status=status)


@require_POST
@login_required
def rate_ticket(request: HttpRequest, handle: str) -> HttpResponse:
    """One click on the ticket page."""
    asked = cast("PortalRequest", request)
    incident = find(asked, handle)
    form = RateForm(request.POST)
    if not rating.is_due(incident, asked.user) or not form.is_valid():
        raise Http404
    try:
        answer(rating.begin(incident, asked.user, asked.actor.at), by=asked.actor, **form.cleaned_data)
        messages.success(request, _("Thank you for rating."))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(incident.get_absolute_url(), status=303)


def _chosen(request: HttpRequest) -> int:
    score = request.GET.get("score", "")
    return int(score) if score in {"1", "2", "3", "4", "5"} else 0
