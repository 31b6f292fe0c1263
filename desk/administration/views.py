"""Administration: people, teams, services, categories, rights, matrix, policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from desk.access import DeskRequest
from desk.administration.access import administrators_only
from desk.administration.grids import cells, matrix_rows, rights_rows, wanted_rights
from desk.administration.subjects import SUBJECTS, Subject
from incidents.actions.administration import set_matrix
from incidents.choices import Priority
from incidents.models import Policy
from people.actions import change, set_rights
from people.rights import SCOPES
from records.refusals import Invalid

PAGE = 50


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
    subject = _subject(code)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = subject.rows(text)
    if after := request.GET.get("after", "")[:200]:
        found = found.filter(**{f"{subject.order}__gt": after})
    rows = list(found[: PAGE + 1])
    more = str(getattr(rows[PAGE - 1], subject.order)) if len(rows) > PAGE else ""
    shown = [(row, [_cell(row, name) for name in subject.columns]) for row in rows[:PAGE]]
    heads = [subject.model._meta.get_field(name).verbose_name for name in subject.columns]  # type: ignore[union-attr]
    context = {"subject": subject, "rows": shown, "heads": heads, "after": more, "text": text}
    return render(request, "desk/administration/list.html", context)


def _cell(row: Any, name: str) -> Any:
    value = getattr(row, f"get_{name}_display")() if hasattr(row, f"get_{name}_display") else getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value is None else value


@require_http_methods(["GET", "POST"])
@administrators_only
def edit(request: DeskRequest, code: str, pk: int | None = None) -> HttpResponse:
    """Add or change one row; refused, it comes back with what was typed."""
    subject = _subject(code)
    row = get_object_or_404(subject.model._default_manager, pk=pk) if pk else None
    form = subject.form_class()(request.POST or None, instance=row)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _saved(request, subject, form, pk):
            return HttpResponseRedirect(reverse("administration:list", args=[code]), status=303)
        status = 422
    return render(
        request, "desk/administration/edit.html", {"subject": subject, "form": form, "row": row}, status=status
    )


def _saved(request: DeskRequest, subject: Subject, form: Any, pk: int | None) -> bool:
    row = subject.model._default_manager.get(pk=pk) if pk else None
    try:
        done = subject.save(form, row, request.actor)
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            form.add_error(name if name in form.fields else None, said)
        return False
    messages.success(request, _("%(name)s was saved.") % {"name": done})
    return True


@require_http_methods(["GET", "POST"])
@administrators_only
def rights(request: DeskRequest) -> HttpResponse:
    """The rights table: role × activity → how far (J1)."""
    error = ""
    if request.method == "POST":
        try:
            for role, pairs in wanted_rights(request.POST):
                set_rights(role, by=request.actor, rights=pairs)
        except Invalid as refusal:
            error = refusal.message
        else:
            messages.success(request, _("The rights were saved."))
            return HttpResponseRedirect(reverse("administration:rights"), status=303)
    roles, rows = rights_rows()
    context = {"roles": roles, "rows": rows, "scopes": SCOPES, "error": error}
    return render(request, "desk/administration/rights.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@administrators_only
def matrix(request: DeskRequest) -> HttpResponse:
    """Impact × urgency → priority (A3)."""
    error = ""
    if request.method == "POST":
        try:
            set_matrix(cells(request.POST), by=request.actor)
        except Invalid as refusal:
            error = refusal.message
        else:
            messages.success(request, _("The matrix was saved."))
            return HttpResponseRedirect(reverse("administration:matrix"), status=303)
    context = {**matrix_rows(), "priorities": Priority.values, "error": error}
    return render(request, "desk/administration/matrix.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@administrators_only
def policy(request: DeskRequest) -> HttpResponse:
    """Windows and rules of the lifecycle."""
    names = ("reopen_days", "close_without_answer", "close_after_days", "review_priorities")
    current = Policy.current()
    form = forms.modelform_factory(Policy, fields=names)(request.POST or None, instance=Policy.current())
    if request.method == "POST" and form.is_valid():
        change(current, by=request.actor, fields=form.cleaned_data)
        messages.success(request, _("The policy was saved."))
        return HttpResponseRedirect(reverse("administration:policy"), status=303)
    status = 422 if form.errors else 200
    return render(request, "desk/administration/policy.html", {"form": form}, status=status)
