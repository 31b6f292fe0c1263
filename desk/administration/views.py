"""Administration: people, teams, services, categories, rights, matrix, policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from desk.access import DeskRequest
from desk.administration.access import administrators_only
from desk.administration.forms import DayForm, KeptForm, PolicyForm
from desk.administration.grids import cells, last_entry, matrix_rows, rights_rows, wanted_rights
from desk.administration.levels import TermsForm, year_of
from desk.administration.listing import Listing
from desk.administration.subjects import SUBJECTS, Subject
from incidents.actions.administration import set_matrix
from incidents.choices import Priority
from incidents.models import Policy
from people.actions import change, change_rights
from people.rights import SCOPES
from records.history import history, lines
from records.models import Subject as Recorded
from records.once import once
from records.refusals import Changed, Invalid, Refusal
from sla import recomputation
from sla.actions import set_days, set_terms
from sla.choices import Measure, StepAction, Whom
from sla.findings import findings
from sla.models import Agreement, Calendar
from sla.trial import matrix_trial, trial

TRIED = timedelta(days=30)
"""How far back other targets are tried."""
POLICY_FIELDS = (
    "reopen_days", "close_without_answer", "close_after_days", "review_priorities", "unowned_minutes",
    "approval_reminder_days",
)  # fmt: skip
POLICY = cast("type[KeptForm]", forms.modelform_factory(Policy, PolicyForm, fields=POLICY_FIELDS))


def _subject(code: str) -> Subject:
    try:
        return SUBJECTS[code]
    except KeyError:
        raise Http404 from None


@require_GET
@administrators_only
def overview(request: DeskRequest) -> HttpResponse:
    """Where everything is kept."""
    return render(request, "desk/administration/overview.html", {"subjects": SUBJECTS.values()})


@require_GET
@administrators_only
def listing(request: DeskRequest, code: str) -> HttpResponse:
    """The rows of one subject, a page at a time."""
    listed = Listing.read(request.GET, _subject(code))
    rows, more = listed.page()
    context = {"subject": listed.subject, "listing": listed, "rows": rows, "after": more}
    return render(request, "desk/administration/list.html", context)


@require_http_methods(["GET", "POST"])
@administrators_only
def edit(request: DeskRequest, code: str, pk: int | None = None) -> HttpResponse:
    """Add or change one row; refused, it comes back with what was typed and what others did meanwhile."""
    subject = _subject(code)
    row = get_object_or_404(subject.model._default_manager, pk=pk) if pk else None
    form = subject.form_class()(_sent(request), instance=row)
    context: dict[str, Any] = {"subject": subject, "form": form, "row": row, "title": str(row or subject.one)}
    if request.method == "POST" and form.is_valid():
        if subject.preview and "preview" in request.POST:
            return _previewed(request, subject, form, context)
        saved, context["news"] = _saved(form, lambda: _save_once(request, subject, form))
        if saved is not None:
            messages.success(request, _("%(name)s was saved.") % {"name": saved})
            return HttpResponseRedirect(reverse("administration:list", args=[code]), status=303)
    context["history"] = history(row, internal=True)[::-1][:20] if row else []
    return render(request, "desk/administration/edit.html", context, status=_status(request, form))


def _previewed(request: DeskRequest, subject: Subject, form: KeptForm, context: dict[str, Any]) -> HttpResponse:
    """What it would come to; nothing is saved, and what was typed stays."""
    form.check_row()
    if not form.errors and subject.preview:
        context["preview"] = subject.preview(form)
    return render(request, "desk/administration/edit.html", context, status=_status(request, form))


def _sent(request: DeskRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _save_once(request: DeskRequest, subject: Subject, form: KeptForm) -> Recorded:
    def save() -> Recorded:
        return subject.save(form, request.actor)

    return once(request.actor, form.cleaned_data["key"], save)[0]


def _saved(form: KeptForm, save: Callable[[], Recorded]) -> tuple[Recorded | None, list[Any]]:
    """What was saved; else nothing, the form with the reasons, and what others did since it was opened."""
    try:
        return save(), []
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            form.add_error(name if name in form.fields else None, said)
    except Changed as refusal:
        form.add_error(None, refusal.message)
        form.acknowledge(max(entry.number for entry in refusal.entries))
        return None, lines(refusal.entries, type(form.instance))
    except Refusal as refusal:
        form.add_error(None, refusal.message)
    return None, []


def _status(request: DeskRequest, form: forms.BaseForm) -> int:
    return 422 if request.method == "POST" and form.errors else 200


@require_http_methods(["GET", "POST"])
@administrators_only
def rights(request: DeskRequest) -> HttpResponse:
    """The rights table: role × activity → how far (J1)."""
    return _grid(request, "rights", _("The rights were saved."), lambda: change_rights(
        wanted_rights(request.POST), by=request.actor, seen=last_entry(request.POST)
    ), rights_rows)  # fmt: skip


@require_http_methods(["GET", "POST"])
@administrators_only
def matrix(request: DeskRequest) -> HttpResponse:
    """Impact × urgency → priority (A3); tried on what happened before it is switched on (B7)."""
    if "try" in request.POST:
        return _matrix_tried(request)
    return _grid(request, "matrix", _("The matrix was saved."), lambda: set_matrix(
        cells(request.POST), by=request.actor
    ), matrix_rows)  # fmt: skip


def _matrix_tried(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    tried = matrix_trial(cells(request.POST), request.user, now - TRIED, now)
    context = {**matrix_rows(request.POST), "priorities": Priority.values, "tried": tried, "tried_days": TRIED.days}
    return render(request, "desk/administration/matrix.html", context)


def _grid(
    request: DeskRequest, name: str, done: str, save: Callable[[], Any], rows: Callable[..., dict[str, Any]]
) -> HttpResponse:
    """A table edited as a whole; refused, it comes back as it was sent."""
    error = ""
    if request.method == "POST":
        try:
            save()
        except Refusal as refusal:
            error = refusal.message
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse(f"administration:{name}"), status=303)
    context = {
        **rows(request.POST if error else None),
        "scopes": SCOPES,
        "priorities": Priority.values,
        "error": error,
        "tried_days": TRIED.days,
    }
    return render(request, f"desk/administration/{name}.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@administrators_only
def policy(request: DeskRequest) -> HttpResponse:
    """Windows and rules of the lifecycle."""
    current = Policy.current()
    form = POLICY(_sent(request), instance=current)
    context: dict[str, Any] = {"form": form, "title": _("Desk policy")}
    if request.method == "POST" and form.is_valid():
        saved, context["news"] = _saved(form, lambda: _change_policy(request, current, form))
        if saved is not None:
            messages.success(request, _("The policy was saved."))
            return HttpResponseRedirect(reverse("administration:policy"), status=303)
    context["history"] = history(current, internal=True)[::-1][:20]
    return render(request, "desk/administration/edit.html", context, status=_status(request, form))


def _change_policy(request: DeskRequest, policy: Policy, form: KeptForm) -> Policy:
    return change(policy, by=request.actor, fields=form.given(POLICY_FIELDS), seen=form.cleaned_data["seen"])


@require_http_methods(["GET", "POST"])
@administrators_only
def terms(request: DeskRequest, pk: int) -> HttpResponse:
    """Targets and escalation steps of an agreement, with an example and what looks wrong (B1, B4, B7)."""
    agreement = get_object_or_404(Agreement._default_manager, pk=pk)
    form = TermsForm(agreement, _sent(request))
    status, tried = 200, None
    if request.method == "POST":
        is_right = form.read()
        if is_right and "try" in request.POST:
            now = timezone.now()
            tried = trial(agreement, form.targets, request.user, now - TRIED, now)
        elif is_right:
            set_terms(agreement, by=request.actor, targets=form.targets, steps=form.steps)
            messages.success(request, _("%(name)s was saved.") % {"name": agreement})
            return HttpResponseRedirect(reverse("administration:terms", args=[pk]), status=303)
        else:
            status = 422
    context = {
        "tried": tried,
        "tried_days": TRIED.days,
        "agreement": agreement, "form": form, "measures": Measure, "whom": Whom.choices, "acts": StepAction.choices, "findings": findings(agreement),
        "history": history(agreement, internal=True)[::-1][:20],
    }  # fmt: skip
    return render(request, "desk/administration/terms.html", context, status=status)


@require_GET
@never_cache
@administrators_only
def reckoning(request: DeskRequest) -> HttpResponse:
    """How far the reckoning anew after a change is; pages that stay open ask."""
    return render(request, "components/reckoning.html", {"going": recomputation.going()})


@require_http_methods(["GET", "POST"])
@administrators_only
def year(request: DeskRequest, pk: int) -> HttpResponse:
    """A calendar's year, and what is different on one of its days (B2)."""
    calendar = get_object_or_404(Calendar._default_manager, pk=pk)
    form = DayForm(_sent(request), initial={"on": request.GET.get("on")})
    if request.method == "POST" and form.is_valid():
        try:
            set_days(calendar, by=request.actor, days=form.day())
        except Invalid as refusal:
            form.add_error("hours", refusal.message)
        else:
            messages.success(request, _("%(name)s was saved.") % {"name": calendar})
            shown = form.cleaned_data["on"].year
            return HttpResponseRedirect(f"{reverse('administration:year', args=[pk])}?year={shown}", status=303)
    asked = request.GET.get("year", "")
    shown = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= 2100 else timezone.localdate().year
    context = {"calendar": calendar, "form": form, "year": shown, **year_of(calendar, shown)}
    return render(request, "desk/administration/year.html", context, status=_status(request, form))
