"""One act on many chosen incidents: a preview that says what each allows, then one act each and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.access import DeskRequest, staff_only
from desk.incident.forms import FORMS, ActionForm
from incidents.models import Incident
from incidents.verbs import VERBS, refusal
from people.rights import may
from records.once import once
from records.refusals import Changed, Invalid, Refusal

MOST = 100
"""So many at once; a page of the queue has fewer."""
BULK = ("hand_over", "classify", "hold", "adopt", "comment", "cancel")


@dataclass(frozen=True)
class Fate:
    """One incident and what will become, or became, of it; ``said`` is why not."""

    incident: Incident
    said: str = ""

    @property
    def is_done(self) -> bool:
        return not self.said


@require_http_methods(["GET", "POST"])
@staff_only
def bulk(request: DeskRequest) -> HttpResponse:
    """Choose, look, act. Every one is an act of its own: what is refused stays as it is and the others are done."""
    given = request.POST if request.method == "POST" else request.GET
    verb = given.get("verb", "")
    if verb not in BULK:
        raise Http404
    chosen = _chosen(request, given)
    form = FORMS[verb](
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None,
        incident=Incident(), user=request.user, initial=_start(request.GET),
    )  # fmt: skip
    fates = [_expected(incident, form, request) for incident in chosen]
    if request.method == "GET" or not form.is_valid():
        return _show(request, form, fates, 200 if request.method == "GET" else 422)
    done = [_act(fate.incident, form, request) for fate in fates]
    at_fields = _same_everywhere(done, form)
    if at_fields:
        return _show(request, form, fates, 422)
    return render(request, "desk/queue/bulk_done.html", {"form": form, "fates": done})


def _start(given: QueryDict) -> dict[str, str]:
    """What a link brings along for the form: the parent it proposes."""
    return {"parent": given.get("parent", "")[:20]}


def _chosen(request: DeskRequest, given: QueryDict) -> list[Incident]:
    ids = [int(text) for text in given.getlist("pick")[:MOST] if text.isdecimal() and len(text) < 19]
    return list(Incident.visible_to(request.user).filter(pk__in=ids).with_people().order_by("pk"))


def _expected(incident: Incident, form: ActionForm, request: DeskRequest) -> Fate:
    verb = form.verb if form.verb != "comment" else _written_by(request, incident)
    if not may(request.actor, VERBS[verb].activity, incident):
        return Fate(incident, _("You may not do this here."))
    wrong = refusal(incident, verb, request.actor)
    return Fate(incident, wrong.message if wrong else "")


def _written_by(request: DeskRequest, incident: Incident) -> str:
    """Whoever may not write to the requester may still write a note."""
    return "communicate" if may(request.actor, "communicate", incident) else "note"


def _act(incident: Incident, form: ActionForm, request: DeskRequest) -> Fate:
    seen = request.POST.get(f"seen-{incident.pk}", "")
    form.incident = incident
    form.cleaned_data |= _copies(form)
    form.cleaned_data["seen"] = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    try:
        done, _acted = once(
            request.actor, f"{form.cleaned_data['key'][:32]}:{incident.pk}", lambda: form.act(request.actor)
        )
    except Invalid as refused:
        return Fate(incident, " ".join(str(said) for said in refused.errors.values()))
    except Changed:
        return Fate(incident, _("Somebody changed it meanwhile. Look at it first."))
    except Refusal as refused:
        return Fate(incident, refused.message)
    return Fate(done)


def _copies(form: ActionForm) -> dict[str, Any]:
    """The files anew for each incident: storing one takes it away."""
    kept = form.__dict__.setdefault(
        "_kept_files", [(file.name, file.read(), file.content_type) for file in form.cleaned_data.get("files") or ()]
    )
    return {"files": [SimpleUploadedFile(*each) for each in kept]} if "files" in form.cleaned_data else {}


def _same_everywhere(done: list[Fate], form: ActionForm) -> bool:
    """Whether the form itself was wrong: everything was refused for the same reason, said at the top."""
    reasons = {fate.said for fate in done}
    if len(reasons) == 1 and (said := reasons.pop()):
        form.add_error(None, said)
        return True
    return False


def _show(request: DeskRequest, form: ActionForm, fates: list[Fate], status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "verb": form.verb,
        "fates": fates,
        "possible": any(f.is_done for f in fates),
    }
    return render(request, "desk/queue/bulk.html", context, status=status)
