"""Who may enter the desk, and how a page fetches what it may show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from incidents.models import Incident
from people.models import User
from people.rights import is_staff
from records.actors import Actor

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request of somebody who works on the desk."""

    user: User
    actor: Actor
    htmx: Any


def staff_only(
    view: Callable[Concatenate[DeskRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Signed in, and staff; anyone else is refused."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_staff(cast("User", request.user)):
            raise PermissionDenied
        return view(cast("DeskRequest", request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)


def find(request: DeskRequest, handle: str) -> Incident:
    """The incident of this reference, if this person may see it; Http404 otherwise, so that nothing is given away."""
    found = (
        Incident.visible_to(request.user)
        .filter(Incident.by_handle(handle))
        .with_people()
        .select_related("standing", "announcement")
        .first()
    )
    if found is None:
        raise Http404
    return found
