"""How a portal page fetches what it may show: what the person reported or is affected by."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from incidents.models import Incident
from people.models import User
from records.actors import Actor


class PortalRequest(HttpRequest):
    """A request of somebody signed in."""

    user: User
    actor: Actor
    htmx: Any


def find(request: PortalRequest, handle: str) -> Incident:
    """The ticket of this reference, if this person may see it; Http404 otherwise."""
    found = Incident.visible_to(request.user).filter(Incident.by_handle(handle)).with_people().first()
    if found is None:
        raise Http404
    return found
