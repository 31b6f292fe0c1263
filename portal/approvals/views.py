"""Approving: in the portal, or by the link of the mail without signing in. A GET never records."""

from __future__ import annotations

from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from incidents import actions
from incidents.catalogue import approving
from incidents.catalogue.links import by_token
from incidents.catalogue.showing import asked_for
from incidents.models import ApprovalStep, Incident
from people.actors import actor_for
from portal.access import PortalRequest
from records.actors import Actor
from records.choices import Via
from records.refusals import Invalid, Refusal

LATELY = 20


class DecideForm(forms.Form):
    decision = forms.ChoiceField(choices=[("approve", ""), ("refuse", "")], widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Anything to say?"), required=False, max_length=2000,
        help_text=gettext_lazy("The requester reads it. If you do not approve, say why."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for my approval, and what I decided lately."""
    user = cast("PortalRequest", request).user
    context = {"waiting": approving.waiting_for(user)[:100], "decided": approving.decided_by(user)[:LATELY]}
    return render(request, "portal/approvals/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What I am asked to approve, or what I decided."""
    asked = cast("PortalRequest", request)
    seen = ApprovalStep.of_person(asked.user).filter(incident__in=Incident.visible_to(asked.user))
    step = get_object_or_404(seen, pk=pk)
    if request.method == "POST":
        return _decided(request, step, asked.actor, reverse("approvals:list"))
    return _page(request, step, DecideForm(), 200)


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the mail; whoever holds it speaks for the one who was asked."""
    step = by_token(token)
    if step is None or step.approver is None or not approving.may_be_asked(step.approver, step.incident):
        return render(request, "portal/approvals/gone.html", {}, status=404)
    with translation.override(step.approver.language), timezone.override(ZoneInfo(step.approver.time_zone)):
        if not step.is_open(timezone.now()) and not step.is_decided and step.standing == "asked":
            return render(request, "portal/approvals/late.html", {"step": step}, status=410)
        if request.method == "POST":
            return _decided(request, step, actor_for(step.approver, Via.MAIL), request.path)
        return _page(request, step, DecideForm(), 200)


def _decided(request: HttpRequest, step: ApprovalStep, by: Actor, then: str) -> HttpResponse:
    """Carry out what was said; refused, the page comes back with what was typed and with what is so by now."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, step, form, 422)
    said = form.cleaned_data
    act = actions.approve if said["decision"] == "approve" else actions.refuse
    try:
        act(step.incident, by=by, text=said["text"], step=step.pk)
    except Invalid as refusal:
        form.add_error("text", refusal.errors.get("text", [refusal.message]))
        return _page(request, step, form, 422)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _page(request, ApprovalStep.again(step), form, 409)
    messages.success(request, _("Thank you. Your decision is kept."))
    return HttpResponseRedirect(then, status=303)


def _page(request: HttpRequest, step: ApprovalStep, form: DecideForm, status: int) -> HttpResponse:
    incident = step.incident
    can_decide = step.standing == "asked" and incident.approval == "asked" and incident.is_open
    context: dict[str, Any] = {"step": step, "incident": incident, "form": form, "can_decide": can_decide}
    if can_decide:
        context |= asked_for(incident)
    return render(request, "portal/approvals/one.html", context, status=status)
