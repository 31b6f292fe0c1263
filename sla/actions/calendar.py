from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.actions import add, change
from people.actions.keep import Related
from records.actors import Actor
from sla import holidays
from sla.models import Calendar


def add_calendar(calendar: Calendar, *, by: Actor, related: Related | None = None) -> Calendar:
    """Take a calendar in, with the public holidays of its country (B2). Raises NotAllowed, or Invalid at the fields."""
    with transaction.atomic():
        added = add(calendar, by=by, related=related)
        holidays.refresh(added, timezone.localdate().year)
    return added


def change_calendar(
    calendar: Calendar,
    *,
    by: Actor,
    fields: Mapping[str, Any],
    related: Related | None = None,
    seen: int | None = None,
) -> Calendar:
    """Change a calendar; its holidays follow its country. Raises NotAllowed, Changed, or Invalid at the fields."""
    with transaction.atomic():
        changed = change(calendar, by=by, fields=fields, related=related, seen=seen)
        holidays.refresh(changed, timezone.localdate().year)
    return changed
