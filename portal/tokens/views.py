"""Access tokens: what a person lets programs do in their name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.actions import make_token, revoke_token
from people.models import ApiToken
from people.models.token import Scope
from portal.access import PortalRequest
from records.once import once
from records.refusals import Invalid, Refusal

USUAL_TERM = timedelta(days=90)


class TokenForm(forms.Form):
    """What for, what it may do, and until when."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("What is it for?"), max_length=60, help_text=gettext_lazy("The name of the program, say.")
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Never more than you may yourself."),
    )  # fmt: skip
    expires_on = forms.DateField(
        label=gettext_lazy("Good through"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("A year at most."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens, and making one; its secret is on the answer to that and nowhere else."""
    asked = cast("PortalRequest", request)
    if request.method == "GET":
        until = timezone.localdate() + USUAL_TERM
        start = {"key": uuid4().hex, "scopes": [Scope.READ], "expires_on": until}
        return _page(asked, TokenForm(initial=start))
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(asked, form, status=422)
    try:
        secret = _made(asked, dict(form.cleaned_data))
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            form.add_error(name if name in form.fields else None, said)
        return _page(asked, form, status=422)
    if not secret:
        messages.info(request, _("This token was made already; its secret was shown once. Revoke it if you missed it."))
        return HttpResponseRedirect(reverse("tokens:list"), status=303)
    return _page(asked, None, secret=secret)


def _made(request: PortalRequest, told: dict[str, Any]) -> str:
    """The secret of a new token; empty where this form made one before."""
    secrets: list[str] = []

    def make() -> ApiToken:
        token, secret = make_token(by=request.actor, **told)
        secrets.append(secret)
        return token

    once(request.actor, told.pop("key"), make)
    return "".join(secrets)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of mine."""
    asked = cast("PortalRequest", request)
    token = get_object_or_404(ApiToken.of(asked.user), pk=pk)
    try:
        revoke_token(token, by=asked.actor)
        messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(reverse("tokens:list"), status=303)


def _page(request: PortalRequest, form: TokenForm | None, *, secret: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    rows = [(token, token.is_good(now)) for token in ApiToken.of(request.user)[:100]]
    context = {"form": form, "secret": secret, "rows": rows}
    return render(request, "portal/tokens/list.html", context, status=status)
