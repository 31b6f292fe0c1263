"""Whether it works: by the link of the mail, without signing in. A GET never records; the page asks (SPEC A7)."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.actors import actor_for
from portal.survey.forms import SCORES, RateForm
from portal.survey.views import gone, speaks_to
from records.choices import Via
from records.refusals import Invalid, Refusal
from surveys import links, rating
from surveys.actions import answer, confirm_by_link, reject_by_link


class BrokenForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What is still wrong?"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tell us what is still wrong.")},
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind "It works" and "Still not working". What has moved on since is said so, kindly."""
    asked = links.check_by(token)
    if asked is None:
        return gone(request, _("This link is not known."), 404)
    with speaks_to(request, asked.person):
        if request.method == "POST" and asked.is_current:
            return _told(request, asked)
        return _shown(request, asked, BrokenForm())


def _told(request: HttpRequest, asked: links.Check) -> HttpResponse:
    form = BrokenForm(request.POST)
    try:
        if "score" in request.POST:
            return _rated(request, asked)
        if request.POST.get("say") == "works":
            confirm_by_link(asked)
            return HttpResponseRedirect(f"{request.path}?told=works", status=303)
        if form.is_valid():
            reject_by_link(asked, text=form.cleaned_data["text"])
            return HttpResponseRedirect(f"{request.path}?told=broken", status=303)
    except Invalid as refusal:
        form.add_error("text", refusal.message)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _shown(request, asked, form, 409)
    return _shown(request, asked, form, 422)


def _rated(request: HttpRequest, asked: links.Check) -> HttpResponse:
    """Whoever confirmed may say at once how it went, and is not asked again for that."""
    form = RateForm(request.POST)
    if not form.is_valid() or not asked.incident.is_confirmed:
        return _shown(request, asked, BrokenForm(), 422)
    by = actor_for(asked.person, Via.MAIL)
    invitation = rating.begin(asked.incident, asked.person, by.at)
    answer(invitation, by=by, **form.what())
    url = reverse("survey:rate", args=[links.token_of(invitation)])
    return HttpResponseRedirect(f"{url}?thanks=1", status=303)


def _shown(request: HttpRequest, asked: links.Check, form: BrokenForm, status: int = 200) -> HttpResponse:
    told = request.GET.get("told", "")
    if not asked.is_current:
        if told == "broken":
            return render(request, "portal/survey/moved_on.html", {"told": True})
        return render(request, "portal/survey/moved_on.html", {"told": False}, status=410)
    context = {
        "check": asked, "incident": asked.incident, "form": form, "scores": SCORES,
        "is_broken": bool(form.errors) or request.GET.get("say") == "broken",
    }  # fmt: skip
    return render(request, "portal/survey/check.html", context, status=status)
