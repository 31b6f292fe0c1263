"""What a person may see of what administrators keep. (What they may see of incidents: ``Incident.visible_to``.)"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import QuerySet

from people.models import User
from people.rights import scopes_of
from records.history import Line, lines
from records.models import Entry, Subject

S = TypeVar("S", bound=Subject)


def kept(model: type[S], user: User) -> QuerySet[S]:
    """The rows of a kept model that this person may see: all of them with the right to administer, else none."""
    rows: QuerySet[Any] = model._default_manager.all()
    return rows if "any" in scopes_of(user, "administer") else rows.none()


def latest_changes(model: type[Subject], user: User, limit: int = 20) -> list[Line]:
    """What was last done to rows of a small kept model (roles, say), the newest first."""
    ids = list(kept(model, user).values_list("pk", flat=True))
    told = Entry.objects.filter(subject_type=model.subject_type, subject_id__in=ids).order_by("-id")
    return lines(told[:limit], model)
