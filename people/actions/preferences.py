from __future__ import annotations

from django.db import transaction

from people.actions.keep import check
from people.entries import Changed
from people.models import User
from records.actors import Actor
from records.recording import begin, record
from records.refusals import NotAllowed


def set_preferences(person: User, *, by: Actor, language: str, theme: str, time_zone: str) -> User:
    """What a person decides about how they see Tanggap; their own account only. Raises Invalid at the fields."""
    if by.person_id != person.pk:
        raise NotAllowed
    with transaction.atomic():
        fresh = User.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
        begin(fresh)
        told = {"language": language, "theme": theme, "time_zone": time_zone}
        changed = [name for name, value in told.items() if getattr(fresh, name) != value]
        for name in changed:
            setattr(fresh, name, told[name])
        check(fresh)
        if changed:
            record(fresh, Changed(fields=changed), by=by, also=["theme"] if "theme" in changed else [])
    return fresh
