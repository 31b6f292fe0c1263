"""The rating on the ticket page."""

from __future__ import annotations

from datetime import datetime

from incidents.choices import State
from incidents.models import Incident
from people.models import User
from surveys.actions import invite
from surveys.models import Invitation


def for_ticket(incident: Incident, user: User) -> Invitation | None:
    """The requester's invitation once it is over, if there is one already."""
    if incident.state != State.CLOSED or incident.requester_id != user.pk:
        return None
    return Invitation.objects.filter(incident=incident, person=user).select_related("answer").first()


def is_due(incident: Incident, user: User) -> bool:
    """Whether this person may rate it now."""
    return incident.state == State.CLOSED and incident.requester_id == user.pk


def begin(incident: Incident, user: User, at: datetime) -> Invitation:
    """The invitation to answer from the ticket page, made if nobody sent one."""
    return invite(incident, user, at)[0]


def by_token(token: str) -> Invitation | None:
    """The invitation of a mailed link."""
    return Invitation.objects.filter(token=token).select_related("incident", "person", "answer").first()
