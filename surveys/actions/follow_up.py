from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.actions.wants import Wants, is_text
from notifications.recipients import Recipient
from notifications.telling import tell
from people.models import User
from people.rights import may
from records.actors import Actor
from records.models import Entry
from records.recording import begin, record
from records.refusals import Changed, Invalid, NotAllowed, NotNow
from surveys.entries import FollowUpDone, FollowUpGiven
from surveys.models import FollowUp


def conclude(follow_up: FollowUp, *, by: Actor, outcome: str, seen: int | None = None) -> FollowUp:
    """Say what was done about a low score. Raises NotAllowed, NotNow, Changed, Invalid."""
    with _acting_on(follow_up, by, seen) as row:
        wants = Wants()
        wants(is_text(outcome), "outcome", _("Write in a few words what was done."))
        wants.check()
        row.done_at, row.outcome, row.next_at = by.at, outcome.strip(), None
        record(row, FollowUpDone(), by=by, also=["outcome", "next_at"])
    return row


def give(follow_up: FollowUp, *, by: Actor, owner: User, seen: int | None = None) -> FollowUp:
    """Put it into other hands. Raises NotAllowed, NotNow, Changed, Invalid where they may not see it."""
    with _acting_on(follow_up, by, seen) as row:
        if not may_own(row, owner):
            raise Invalid({"owner": _("They may not see what this is about. Choose somebody else.")})
        if row.owner_id == owner.pk:
            return row
        row.owner = owner
        entry = record(row, FollowUpGiven(owner=owner.pk), by=by)
        if owner.pk != by.person_id:
            tell(entry, [Recipient(owner.pk, "follow_up")])
    return row


def may_own(row: FollowUp, person: User) -> bool:
    """Whether this person, as its owner, could read it."""
    incident = row.invitation.incident
    if row.is_anonymous and not incident.is_confidential:
        return person.is_active
    return person.is_active and type(incident).visible_to(person).filter(pk=incident.pk).exists()


@contextmanager
def _acting_on(follow_up: FollowUp, by: Actor, seen: int | None) -> Iterator[FollowUp]:
    """The row, fresh and locked, where this person may act on it: its owner, or whoever reviews."""
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(no_key=True, of=("self",)).get(pk=follow_up.pk)
        if by.user is None or not FollowUp.visible_to(by.user).filter(pk=row.pk).exists():
            raise NotAllowed
        if by.person_id != row.owner_id and not may(by, "review"):
            raise NotAllowed
        if not row.is_open:
            raise NotNow(_("This is done already."))
        if seen is not None and row.entry_number > seen:
            raise Changed(list(Entry.objects.about(row).after(seen)))
        begin(row)
        yield row
