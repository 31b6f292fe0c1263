"""Taking in what reaches the desk by phone, at the counter or by its own eyes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from desk.access import DeskRequest, staff_only
from desk.people import PersonField
from incidents import actions, choosing
from incidents.choices import Kind, Source
from incidents.models import Incident
from records.fields import FilesField, MomentField
from records.once import once
from records.refusals import Invalid, Refusal

BY_DESK = (Source.PHONE, Source.WALK_IN, Source.MAIL, Source.CHAT, Source.SELF)


class NewForm(forms.Form):
    """What an agent notes while the requester talks."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.ChoiceField(label=gettext_lazy("How it reached us"), choices=[(s.value, s.label) for s in BY_DESK])
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices, widget=forms.RadioSelect)
    requester = PersonField(label=gettext_lazy("Requester"), help_text=gettext_lazy("Name or e-mail."), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160, required=False)
    description = forms.CharField(
        label=gettext_lazy("What happens"), widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    service = forms.ModelChoiceField(choosing.services(), label=gettext_lazy("Affected service"), required=False)
    items = forms.ModelMultipleChoiceField(choosing.items(), label=gettext_lazy("Affected items"), required=False)
    affected_count = forms.IntegerField(
        label=gettext_lazy("How many are affected"), min_value=0, max_value=1_000_000, required=False
    )
    first_symptom_at = MomentField(label=gettext_lazy("First symptom"), required=False)
    last_normal_at = MomentField(label=gettext_lazy("Last known normal"), required=False)
    files = FilesField(label=gettext_lazy("Attachments"))  # type: ignore[assignment]


@require_http_methods(["GET", "POST"])
@staff_only
def new(request: DeskRequest) -> HttpResponse:
    """Note a call; it is registered at once where the minimum is there, else it waits in triage."""
    if request.method == "GET":
        start = {"key": uuid4().hex, "source": Source.PHONE, "kind": Kind.INCIDENT}
        return render(request, "desk/intake/new.html", {"form": NewForm(initial=start)})
    form = NewForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "desk/intake/new.html", {"form": form}, status=422)
    try:
        incident, acted = once(request.actor, form.cleaned_data["key"], lambda: _report(request, form.cleaned_data))
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            known = {"attachments": "files"}.get(name, name)
            form.add_error(known if known in form.fields else None, said)
        return render(request, "desk/intake/new.html", {"form": form}, status=422)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return render(request, "desk/intake/new.html", {"form": form}, status=403)
    if acted:
        messages.success(request, _("Noted as %(handle)s.") % {"handle": incident.handle})
    return HttpResponseRedirect(incident.desk_url(), status=303)


def _report(request: DeskRequest, given: dict[str, Any]) -> Incident:
    told = {name: value for name, value in given.items() if name != "key"}
    requester = told["requester"]
    by = request.actor.for_person(requester.pk) if requester else request.actor
    return actions.report(by=by, **told)
