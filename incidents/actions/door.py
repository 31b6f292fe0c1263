"""The door every act on an incident goes through (DESIGN, Act): fresh row, lock, right, state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.verbs import VERBS, refusal
from people.rights import may
from records.actors import Actor
from records.models import Entry
from records.recording import begin
from records.refusals import Changed, NotAllowed


@contextmanager
def acting_on(incident: Incident, *, by: Actor, verb: str, seen: int | None = None) -> Iterator[Incident]:
    """Open the door for one act: yields the row as it is now, locked until the transaction ends.

    ``seen`` is the number of the last entry the person saw; where others acted since, Changed is raised with what
    they did. Raises NotAllowed without the right, NotNow where the state does not allow the verb.
    """
    with transaction.atomic():
        row = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=incident.pk)
        permit(row, by=by, verb=verb)
        if seen is not None and row.entry_number > seen:
            raise Changed(list(Entry.objects.about(row).after(seen)))
        begin(row)
        with opened(row):
            yield row


def permit(row: Incident, *, by: Actor, verb: str) -> None:
    """Raise NotAllowed without the right to this verb, NotNow where the state does not allow it."""
    allow(row, by=by, activity=VERBS[verb].activity)
    if wrong := refusal(row, verb, by):
        raise wrong


@contextmanager
def opened(row: Incident) -> Iterator[None]:
    """Let the state machine of this row move while the block runs."""
    row.__dict__["_door_is_open"] = True
    try:
        yield
    finally:
        row.__dict__.pop("_door_is_open", None)


def allow(row: Incident, *, by: Actor, activity: str) -> None:
    """Raise NotAllowed unless the actor has the right and confidentiality lets them know of the row (J1, J5)."""
    if not by.is_machine and not row.may_be_known_to(by.person_id):
        raise NotAllowed(_("This is confidential; only the people named on it may act on it."))
    if not may(by, activity, row):
        raise NotAllowed
