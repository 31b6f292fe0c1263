"""A requester's tickets: report, list, follow, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from incidents import actions
from incidents.catalogue.showing import asked_for
from incidents.choices import Kind, Source
from incidents.models import Incident
from incidents.verbs import offers
from notifications import bell
from portal.access import PortalRequest, find
from portal.progress import standing, steps
from portal.survey.forms import SCORES
from portal.ticket.forms import (
    ApproveForm,
    ConfirmForm,
    KeyedForm,
    RefuseForm,
    RejectForm,
    ReplyForm,
    WithdrawForm,
)
from portal.ticket.listing import mine, sees_organisation
from portal.ticket.report import ReportForm
from records.actors import Actor
from records.history import history
from records.once import once
from records.refusals import Invalid, NotAllowed, Refusal
from surveys import rating

Act = Callable[[Incident, Actor, dict[str, Any]], Incident]


@require_GET
@login_required
def tickets(request: HttpRequest) -> HttpResponse:
    """What I reported or am affected by, newest news first."""
    asked = cast("PortalRequest", request)
    rows, after = mine(asked.user, asked.GET)
    whose = "organisation" if asked.GET.get("whose") == "organisation" and sees_organisation(asked.user) else "mine"
    shown = {
        "rows": rows, "after": after, "show": asked.GET.get("show", "open"), "whose": whose,
        "sees_organisation": sees_organisation(asked.user),
    }  # fmt: skip
    return render(request, "portal/ticket/list.html", shown)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Report a problem or request something."""
    asked = cast("PortalRequest", request)
    kind = Kind.REQUEST if request.GET.get("kind") == Kind.REQUEST else Kind.INCIDENT
    if request.method == "GET":
        return _report_page(
            request,
            ReportForm(user=asked.user, initial={"kind": kind, "service": request.GET.get("service", "")[:9]}),
            200,
        )
    form = ReportForm(request.POST, request.FILES, user=asked.user)
    if not form.is_valid():
        return _report_page(request, form, 422)
    try:
        incident, acted = once(asked.actor, form.cleaned_data["key"], lambda: _report(asked, form))
    except Invalid as refusal:
        return _report_page(request, _with_errors(form, refusal), 422)
    if acted:
        messages.success(request, _("Thank you. We received it as %(handle)s.") % {"handle": incident.handle})
    return HttpResponseRedirect(incident.get_absolute_url(), status=303)


def _report(request: PortalRequest, form: ReportForm) -> Incident:
    return actions.report(by=request.actor, source=Source.PORTAL, requester=request.user, **form.what())


def _report_page(request: HttpRequest, form: ReportForm, status: int) -> HttpResponse:
    kind = form.data.get("kind") or form.initial.get("kind")
    return render(request, "portal/ticket/new.html", {"form": form, "is_request": kind == Kind.REQUEST}, status=status)


@require_GET
@login_required
def ticket(request: HttpRequest, handle: str) -> HttpResponse:
    """One ticket as a conversation: where it stands, what we need, what was said."""
    asked = cast("PortalRequest", request)
    incident = find(asked, handle)
    bell.see_about(asked.user, incident)
    return render(request, "portal/ticket/detail.html", context_of(asked, incident))


def context_of(request: PortalRequest, incident: Incident, **forms: KeyedForm) -> dict[str, Any]:
    """The ticket page; ``forms`` are those that were refused, with what was typed."""
    offered = offers(incident, request.actor)
    concerned = incident.concerns(request.user.pk)
    return {
        **_rating(request, incident),
        **asked_for(incident),
        "incident": incident,
        "steps": steps(incident),
        "standing": standing(incident),
        "lines": history(incident, internal=False, hidden=Incident.kept_from(request.user)),
        "may_reply": concerned,
        "may_judge": concerned and "reject" in offered,
        "may_confirm": concerned and "confirm" in offered,
        "may_withdraw": "withdraw" in offered,
        "may_approve": "approve" in offered,
        "reply": forms.get("reply") or ReplyForm(),
        "reject": forms.get("reject") or RejectForm(),
        "confirm": forms.get("confirm") or ConfirmForm(),
        "withdraw": forms.get("withdraw") or WithdrawForm(),
        "refuse": forms.get("refuse") or RefuseForm(),
        "approve": forms.get("approve") or ApproveForm(),
    }


def _rating(request: PortalRequest, incident: Incident) -> dict[str, Any]:
    """The one-click rating, once it is over."""
    if not rating.is_due(incident, request.user):
        return {}
    given = getattr(rating.for_ticket(incident, request.user), "answer", None)
    return {"rating": True, "rated": given.score if given else 0, "scores": SCORES}


def _reply(incident: Incident, by: Actor, said: dict[str, Any]) -> Incident:
    return actions.comment(incident, by=by, text=said["text"], files=said["files"])


def _reject(incident: Incident, by: Actor, said: dict[str, Any]) -> Incident:
    return actions.reject(incident, by=by, text=said["text"], files=said["files"])


def _confirm(incident: Incident, by: Actor, said: dict[str, Any]) -> Incident:
    return actions.confirm(incident, by=by, note=said["note"])


def _withdraw(incident: Incident, by: Actor, said: dict[str, Any]) -> Incident:
    return actions.withdraw(incident, by=by, text=said["text"])


def _approve(incident: Incident, by: Actor, said: dict[str, Any]) -> Incident:
    return actions.approve(incident, by=by)


def _refuse(incident: Incident, by: Actor, said: dict[str, Any]) -> Incident:
    return actions.refuse(incident, by=by, text=said["text"])


ACTS: dict[str, tuple[type[KeyedForm], Act]] = {
    "reply": (ReplyForm, _reply),
    "reject": (RejectForm, _reject),
    "confirm": (ConfirmForm, _confirm),
    "withdraw": (WithdrawForm, _withdraw),
    "approve": (ApproveForm, _approve),
    "refuse": (RefuseForm, _refuse),
}


@require_POST
@login_required
def act(request: HttpRequest, handle: str, verb: str) -> HttpResponse:
    """Carry out what the requester says; refused, the page comes back with what was typed."""
    asked = cast("PortalRequest", request)
    incident = find(asked, handle)
    if verb not in ACTS:
        raise Http404
    form_class, carry_out = ACTS[verb]
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return _again(asked, incident, verb, form, 422)
    said = form.cleaned_data
    try:
        done, _acted = once(asked.actor, said["key"], lambda: carry_out(incident, asked.actor, said))
    except Invalid as refusal:
        return _again(asked, incident, verb, _with_errors(form, refusal), 422)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _again(asked, incident, verb, form, 403 if isinstance(refusal, NotAllowed) else 409)
    messages.success(request, _thanks(incident, done, verb))
    return HttpResponseRedirect(done.get_absolute_url(), status=303)


def _thanks(incident: Incident, done: Incident, verb: str) -> str:
    if done.pk != incident.pk:
        return _("Your message went to %(handle)s.") % {"handle": done.handle}
    thanks = {
        "reply": _("Your message was sent."),
        "confirm": _("Thank you. Good that it works."),
        "reject": _("Thank you for telling us. We go on."),
        "withdraw": _("You withdrew this."),
    }
    return thanks.get(verb, _("Done."))


def _again(request: PortalRequest, incident: Incident, verb: str, form: KeyedForm, status: int) -> HttpResponse:
    incident = find(request, incident.handle)
    context = context_of(request, incident, **{verb: form})
    return render(request, "portal/ticket/detail.html", context | {"refused": verb}, status=status)


def _with_errors(form: Any, refusal: Invalid) -> Any:
    for name, said in refusal.errors.items():
        known = {"attachments": "files"}.get(name, name)
        form.add_error(known if known in form.fields else None, said)
    return form
