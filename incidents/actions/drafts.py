"""Drafts: what one person is writing, kept for them alone. No part of the record: nothing was said yet."""

from __future__ import annotations

from incidents.models import Draft, Incident
from people.models import User

LONGEST = 50_000


def keep_draft(incident: Incident, person: User, text: str, *, is_internal: bool) -> None:
    """Keep what is being written; an empty one is none."""
    if not text.strip():
        drop_draft(incident, person)
        return
    Draft.objects.update_or_create(
        person=person, incident=incident, defaults={"text": text[:LONGEST], "is_internal": is_internal}
    )


def drop_draft(incident: Incident, person: User) -> None:
    """It is sent, or thrown away."""
    Draft.objects.filter(person=person, incident=incident).delete()
