"""What surveys do when something is recorded."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from incidents.entries import Closed
from incidents.models import Incident
from notifications.recipients import Recipient
from notifications.telling import tell
from records.models import Entry
from records.reactions import follows
from surveys.actions import invite, was_asked_lately


@follows(Closed)
def ask_the_requester(entry: Entry) -> None:
    """Invite the requester of what was closed, unless they were asked lately (SPEC G2)."""
    incident = entry.subject
    assert isinstance(incident, Incident)  # noqa: S101 - the kind is an incident's
    person = incident.requester
    if person is None or was_asked_lately(person, entry.at):
        return
    invitation, is_new = invite(incident, person, entry.at)
    if is_new:
        url = f"{settings.SITE_URL}{reverse('survey:rate', args=[invitation.token])}"
        tell(entry, [Recipient(person.pk, "survey")], url=url)
