"""Puts the actor on the request, and shows everything in the person's language and time zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from people.actors import actor_for
from people.models import User
from records.choices import Via

DESK_PATHS = ("/desk/", "/admin/", "/insight/")


class ActorMiddleware:
    """``request.actor``: the signed-in person, through the desk or the portal."""

    def __init__(self, get_response: Callable) -> None:  # type: ignore[type-arg]
        self.get_response = get_response

    def __call__(self, request):  # type: ignore[no-untyped-def]
        user = request.user
        if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
            return self.get_response(request)
        via = Via.DESK if request.path.startswith(DESK_PATHS) else Via.PORTAL
        request.actor = SimpleLazyObject(lambda: actor_for(request.user, via))
        with timezone.override(ZoneInfo(user.time_zone)), translation.override(user.language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
            return response
