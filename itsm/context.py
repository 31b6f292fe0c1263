"""What every page's frame needs: whose it is, how it looks, what is in the rail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from desk.queue.listing import built_in, saved_views
from notifications import bell
from people.models import User
from people.rights import is_staff, scopes_of

ICONS = {
    "live": "layout-list", "mine": "user", "team": "users", "unassigned": "inbox", "triage": "eye",
    "soon": "hourglass", "late": "alert-triangle", "hold": "player-pause", "resolved": "clock", "confirmed": "thumb-up", "ownerless": "user-question",
    "bouncing": "arrows-exchange", "over": "lock", "all": "list-check",
}  # fmt: skip


def shell(request: HttpRequest) -> dict[str, Any]:
    """``me`` (or None), ``theme``, and what the person may open; no query beyond the rights the page asks anyway."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
        return {"me": None, "theme": "auto"}
    assert user is not None  # noqa: S101 - it is authenticated
    return {
        "me": user,
        "theme": user.theme,
        "works_on_desk": is_staff(_plain(user)),
        "sees_all": "any" in scopes_of(_plain(user), "view"),
        "oversees": bool(scopes_of(_plain(user), "oversee")),
        "administers": bool(scopes_of(_plain(user), "administer")),
        "rail_views": [
            (view.code, view.label, ICONS[view.code])
            for view in built_in(_plain(user), oversees=bool(scopes_of(_plain(user), "oversee")))
        ],
        "rail_saved": saved_views(_plain(user)),
        "unread": SimpleLazyObject(lambda: bell.unread(_plain(user))),
        "mailbox_is_on": settings.MAIL_TO_MAILBOX,
    }


def _plain(user: Any) -> User:
    """The account behind Django's lazy ``request.user``."""
    return user._wrapped if hasattr(user, "_wrapped") else user  # type: ignore[no-any-return]
