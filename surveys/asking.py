"""Who is asked: by policy, by lot that is the same each time, never too often, never against their will (SPEC G2)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.utils import timezone

from incidents.choices import State
from incidents.models import Incident
from notifications.actions import preferences_of
from notifications.occasions import MailMode
from notifications.recipients import Recipient
from notifications.telling import tell
from people.models import User
from records.models import Entry
from surveys.models import Invitation, SurveyPolicy


def is_drawn(incident_id: int, share: int) -> bool:
    """Whether the lot falls on this incident: the same answer each time, and a larger share keeps whom a smaller had."""
    lot = int.from_bytes(hashlib.sha256(f"survey:{incident_id}".encode()).digest()[:4], "big") % 100
    return lot < share


def refuses(person: User) -> bool:
    """Whether they decided not to be asked any more."""
    return preferences_of(person).mode("survey") == MailMode.NEVER


def was_asked_lately(person: User, at: datetime, policy: SurveyPolicy) -> bool:
    """Whether asking now would be one survey too many."""
    return Invitation.objects.filter(person=person).asked_since(at - policy.pause).exists()


def is_asked(incident: Incident, person: User, policy: SurveyPolicy, at: datetime) -> bool:
    """Whether this person is to be asked about what was closed at that time."""
    if not is_drawn(incident.pk, policy.share) or not person.is_active:
        return False
    return incident.may_be_known_to(person.pk) and not refuses(person) and not was_asked_lately(person, at, policy)


def ask(entry: Entry) -> None:
    """Invite the requester of what was closed, at once or when the policy says. Must run in a transaction."""
    incident = entry.subject
    assert isinstance(incident, Incident)  # noqa: S101 - the kind is an incident's
    policy = SurveyPolicy.of(incident.service_id)
    if policy is None or incident.requester_id is None or policy.expires_at(entry.at) <= timezone.now():
        return
    person = User.objects.select_for_update(no_key=True, of=("self",)).get(pk=incident.requester_id)
    if not is_asked(incident, person, policy, entry.at):
        return
    invitation, is_new = invite(incident, person, entry.at, policy)
    if not is_new:
        return
    if policy.delay_hours:
        Invitation.objects.filter(pk=invitation.pk).update(next_at=policy.asked_at(entry.at))
    else:
        send(invitation, policy, entry, entry.at)


def invite(
    incident: Incident, person: User, at: datetime, policy: SurveyPolicy | None = None
) -> tuple[Invitation, bool]:
    """The invitation of this person, and whether it is new. Twice is once."""
    rules = policy or SurveyPolicy.of(incident.service_id) or SurveyPolicy()
    return Invitation.objects.get_or_create(
        incident=incident,
        person=person,
        defaults={
            "created_at": at, "expires_at": rules.expires_at(at), "is_anonymous": rules.is_anonymous,
            "team_id": incident.owning_team_id, "service_id": incident.service_id,
            "category_id": incident.closure_category_id or incident.category_id, "agent_id": incident.resolved_by_id,
        },
    )  # fmt: skip


def send(invitation: Invitation, policy: SurveyPolicy, entry: Entry, at: datetime) -> None:
    """Queue the mail with the five links, and note when to remind."""
    tell(entry, [Recipient(invitation.person_id, "survey")])
    invitation.sent_at, invitation.next_at = at, policy.reminded_at(at, 0)
    invitation.save(update_fields=["sent_at", "next_at"])


def is_still_asked(invitation: Invitation, at: datetime) -> bool:
    """Whether it still makes sense to write to this person about it."""
    incident, person = invitation.incident, invitation.person
    if incident.state != State.CLOSED or not invitation.is_open(at) or not person.is_active:
        return False
    return incident.may_be_known_to(person.pk) and not refuses(person)


def open_to_rate(incident: Incident, person: User) -> Invitation | None:
    """The invitation by which this person rates this incident on a page, if there is one."""
    return Invitation.objects.filter(incident=incident, person=person).select_related("answer").first()
