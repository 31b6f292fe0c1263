"""Rating: by the link of the mail without signing in, or on the ticket page. A GET never records (SPEC G1)."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from people.actors import actor_for
from people.models import User
from portal.access import PortalRequest, find
from portal.survey.forms import SCORES, RateForm
from records.actors import Actor
from records.choices import Via
from records.refusals import Refusal
from surveys import links, rating
from surveys.actions import answer, confirm_by_survey, confirm_itself, stop_asking
from surveys.models import Invitation


def speaks_to(request: HttpRequest, person: User) -> Any:
    """The language of this page: of whoever the link is for, unless they are signed in or chose one here."""
    chosen = request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return translation.override(translation.get_language() if chosen else person.language)


def gone(request: HttpRequest, why: str, status: int) -> HttpResponse:
    """A link that leads nowhere; it tells nothing of what it led to."""
    return render(request, "portal/survey/gone.html", {"why": why}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the links of the mail: it shows the score that was clicked and confirms itself, or asks."""
    invitation = links.invited_by(token)
    if invitation is None:
        return gone(request, _("This link is not known."), 404)
    with speaks_to(request, invitation.person):
        if not invitation.is_open(timezone.now()):
            return gone(request, _("The time to answer is over."), 410)
        by = actor_for(invitation.person, Via.MAIL)
        if request.method == "POST" and "auto" in request.POST:
            return _confirmed_itself(request, invitation, by)
        return _page(request, invitation, by)


def _confirmed_itself(request: HttpRequest, invitation: Invitation, by: Actor) -> HttpResponse:
    form = RateForm(request.POST)
    if not form.is_valid():
        return _shown(request, invitation, form, 422)
    if confirm_itself(invitation, by=by, score=form.cleaned_data["score"]):
        return _thanks(request)
    return _shown(request, invitation, RateForm(answer=rating.answer_of(invitation)), 409, doubt=True)


def _page(request: HttpRequest, invitation: Invitation, by: Actor) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, invitation, RateForm(answer=rating.answer_of(invitation)), 200)
    form = RateForm(request.POST)
    if not form.is_valid():
        return _shown(request, invitation, form, 422)
    try:
        answer(invitation, by=by, **form.what())
        if form.cleaned_data["works"]:
            confirm_by_survey(invitation, via=by.via)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _shown(request, invitation, form, 409)
    return _thanks(request)


def _thanks(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{request.path}?thanks=1", status=303)


def _shown(
    request: HttpRequest, invitation: Invitation, form: RateForm, status: int, *, doubt: bool = False
) -> HttpResponse:
    given, chosen = rating.answer_of(invitation), _chosen(request)
    is_new = bool(chosen) and (given is None or given.score != chosen)
    context = {
        "invitation": invitation, "form": form, "answer": given, "scores": SCORES, "chosen": chosen,
        "marked": chosen or (given.score if given else 0), "overall": form.overall or _("All in all"),
        "confirms_itself": is_new and status == 200 and (given is None or not given.is_sure),
        "changes": is_new and given is not None, "doubt": doubt,
        "may_confirm": invitation.incident.state == "resolved" and not invitation.incident.is_confirmed,
        "stop": links.token_of(invitation),
    }  # fmt: skip
    return render(request, "portal/survey/rate_page.html", context, status=status)


def _chosen(request: HttpRequest) -> int:
    """The score of the link that was clicked; 0 where there is none."""
    score = request.GET.get("score", "") or request.POST.get("score", "")
    return int(score) if score in {"1", "2", "3", "4", "5"} else 0


@csrf_exempt  # a mail program that unsubscribes by one click (RFC 8058) has no cookie; the signed link is the right
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Not to be asked any more: the page asks, a POST records."""
    invitation = links.invited_by(token)
    if invitation is None:
        return gone(request, _("This link is not known."), 404)
    with speaks_to(request, invitation.person):
        if request.method == "POST":
            stop_asking(invitation.person, by=actor_for(invitation.person, Via.MAIL))
            return HttpResponseRedirect(f"{request.path}?done=1", status=303)
        return render(request, "portal/survey/stop.html", {"done": "done" in request.GET})


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def rate_ticket(request: HttpRequest, handle: str) -> HttpResponse:
    """One click on the ticket page, and the rest of the questions."""
    asked = cast("PortalRequest", request)
    incident = find(asked, handle)
    if not rating.is_due(incident, asked.user):
        raise Http404
    if request.method == "GET":
        invitation = rating.for_ticket(incident, asked.user)
        if invitation is None or not invitation.is_open(timezone.now()):
            return HttpResponseRedirect(incident.get_absolute_url())
        return _page(request, invitation, asked.actor)
    form = RateForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        answer(rating.begin(incident, asked.user, asked.actor.at), by=asked.actor, **form.what())
        messages.success(request, _("Thank you for rating."))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(incident.get_absolute_url(), status=303)
