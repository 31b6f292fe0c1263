"""Signing in, and what a person decides about their own account."""

from __future__ import annotations

from typing import cast
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from people.actions import set_preferences
from people.models import User
from people.models.user import Language, Theme
from people.rights import scopes_of
from portal.access import PortalRequest
from records.refusals import Invalid


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": gettext_lazy("E-mail and password do not match. Check both; capitals matter in the password."),
        "inactive": gettext_lazy("This account is switched off. Ask your administrator."),
    }

    def clean_username(self) -> str:
        """Accounts are kept in small letters."""
        return str(self.cleaned_data["username"]).strip().lower()


class SignIn(LoginView):
    """The one way in; staff land on the desk, everyone else in the portal."""

    template_name = "account/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_success_url(self) -> str:
        """Where they wanted to go; the front page is where everyone is sent to sign in, so it says nothing."""
        asked: str = self.get_redirect_url()
        return self.get_default_redirect_url() if asked in ("", reverse("portal:home")) else asked

    def get_default_redirect_url(self) -> str:
        user = cast("User", self.request.user)
        return reverse("desk:queue" if scopes_of(user, "note") else "portal:home")

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=gettext_lazy("Appearance"), choices=Theme.choices, widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[(name, name) for name in sorted(available_timezones())]
    )


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, appearance, time zone."""
    asked = cast("PortalRequest", request)
    start = {name: getattr(asked.user, name) for name in ("language", "theme", "time_zone")}
    form = PreferencesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            set_preferences(asked.user, by=asked.actor, **form.cleaned_data)
        except Invalid as refusal:
            for name, said in refusal.errors.items():
                form.add_error(name, said)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("account:preferences"), status=303)
    return render(request, "account/preferences.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def look(request: HttpRequest) -> HttpResponse:
    """Language or appearance alone, from the menu; back to the page it was chosen on."""
    asked = cast("PortalRequest", request)
    kept = {name: getattr(asked.user, name) for name in ("language", "theme", "time_zone")}
    chosen = {name: request.POST[name] for name in ("language", "theme") if name in request.POST}
    try:
        set_preferences(asked.user, by=asked.actor, **kept | chosen)
    except Invalid as refusal:
        messages.error(request, refusal.message)
    onwards = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onwards, {request.get_host()}, require_https=request.is_secure()):
        onwards = reverse("account:preferences")
    return HttpResponseRedirect(onwards, status=303)


@require_http_methods(["GET", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; the session stays."""
    form = PasswordChangeForm(cast("User", request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password was changed."))
        return HttpResponseRedirect(reverse("account:preferences"), status=303)
    return render(request, "account/password.html", {"form": form}, status=422 if form.errors else 200)
