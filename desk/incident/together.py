"""Working on one incident at the same time: who else looks or writes, and drafts that the server keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desk.access import DeskRequest, find, staff_only
from incidents.actions.drafts import drop_draft, keep_draft
from incidents.audience import desk_doorbells
from notifications import presence


@require_POST
@never_cache
@staff_only
def present(request: DeskRequest, handle: str) -> HttpResponse:
    """A sign of life from an open page: it gets who else is there. ``doing`` is looking, writing or leaving."""
    incident = find(request, handle)
    about, doing = f"incident-{incident.pk}", request.POST.get("doing", "looking")
    doorbells = desk_doorbells(incident)
    if doing == "leaving":
        presence.gone(about, request.user.pk, doorbells)
        return HttpResponse(status=204)
    others = presence.here(
        about, request.user.pk, request.user.name, is_writing=doing == "writing", doorbells=doorbells
    )
    return render(request, "desk/incident/present.html", {"others": others})


@require_POST
@never_cache
@staff_only
def draft(request: DeskRequest, handle: str) -> HttpResponse:
    """Keep what is being written here, for this person alone; an empty text forgets it."""
    incident = find(request, handle)
    text = request.POST.get("text", "").replace("\x00", "")
    if text.strip():
        keep_draft(incident, request.user, text, is_internal=bool(request.POST.get("internal")))
    else:
        drop_draft(incident, request.user)
    return HttpResponse(status=204)
