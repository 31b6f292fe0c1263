"""Keeping a list as a view: name it, share it, change it, remove it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from desk.access import DeskRequest, staff_only
from desk.queue.columns import COLUMNS, GROUPS
from desk.queue.listing import Listing
from incidents import choosing
from incidents.actions.views import change_view, remove_view, save_view
from incidents.finding.sorts import SORTS
from incidents.models import SavedView
from people.models import User
from people.rights import scopes_of
from records.refusals import Invalid, Refusal


class ViewForm(forms.Form):
    """A view's name, its question and who sees it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60, required=False)
    question = forms.CharField(
        label=gettext_lazy("Filter"), max_length=500, required=False,
        help_text=gettext_lazy("Words like state:open team:network prio:P1,P2; empty shows everything."),
    )  # fmt: skip
    team = forms.ModelChoiceField(choosing.teams(), label=gettext_lazy("Shared with team"), required=False)
    is_for_everyone = forms.BooleanField(label=gettext_lazy("Shared with everybody"), required=False)
    sort = forms.CharField(widget=forms.HiddenInput, required=False)
    grouped_by = forms.CharField(widget=forms.HiddenInput, required=False)
    columns = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if scopes_of(user, "oversee"):
            return
        self.fields["team"].queryset = choosing.teams().filter(pk__in=list(user.team_ids))  # type: ignore[attr-defined]
        del self.fields["is_for_everyone"]

    def clean_columns(self) -> list[str]:
        return [name for name in self.cleaned_data["columns"].split(",") if name in COLUMNS]

    def clean_grouped_by(self) -> str:
        grouped: str = self.cleaned_data["grouped_by"]
        return grouped if grouped in GROUPS else ""

    def values(self) -> dict[str, Any]:
        """What was typed, by the names the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


@require_http_methods(["GET", "POST"])
@staff_only
def save(request: DeskRequest) -> HttpResponse:
    """Keep the list of an address under a name."""
    if request.method == "POST":
        form = ViewForm(request.POST, user=request.user)
        return _carry_out(request, form, lambda: save_view(by=request.actor, **form.values()))
    listing = Listing.read(request.GET, request.user)
    start = {
        "question": listing.question, "sort": listing.sort, "grouped_by": listing.grouped_by,
        "columns": ",".join(listing.columns),
    }  # fmt: skip
    return _form(request, ViewForm(initial=start, user=request.user))


@require_http_methods(["GET", "POST"])
@staff_only
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """Change one's own view, or take it away."""
    view = SavedView.visible_to(request.user).filter(pk=pk, owner=request.user).first()
    if view is None:
        raise Http404
    if request.method == "POST":
        form = ViewForm(request.POST, user=request.user)
        if "remove" in request.POST:
            remove_view(view, by=request.actor)
            messages.success(request, _("The view “%(name)s” is gone.") % {"name": view.name})
            return _to(request, "")
        return _carry_out(
            request, form,
            lambda: change_view(view, by=request.actor, fields=form.values(), seen=form.cleaned_data["seen"]), view=view,
        )  # fmt: skip
    names = ("name", "question", "team", "is_for_everyone", "sort", "grouped_by")
    start = {name: getattr(view, name) for name in names}
    start |= {"columns": ",".join(view.columns), "seen": view.entry_number}
    return _form(request, ViewForm(initial=start, user=request.user), view=view)


def _carry_out(request: DeskRequest, form: ViewForm, act: Any, view: SavedView | None = None) -> HttpResponse:
    if not form.is_valid():
        return _form(request, form, view=view, status=422)
    try:
        kept: SavedView = act()
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            form.add_error(name if name in form.fields else None, said)
        return _form(request, form, view=view, status=422)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _form(request, form, view=view, status=409)
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": kept.name})
    return _to(request, f"view={kept.code}")


def _form(request: DeskRequest, form: ViewForm, view: SavedView | None = None, status: int = 200) -> HttpResponse:
    template = "desk/queue/save.html#form" if request.htmx else "desk/queue/save.html"
    return render(request, template, {"form": form, "view": view, "sorts": SORTS}, status=status)


def _to(request: DeskRequest, query: str) -> HttpResponse:
    url = f"{reverse('desk:queue')}?{QueryDict(query).urlencode()}".rstrip("?")
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)
