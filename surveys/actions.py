"""Inviting and answering."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.models import Incident
from people.models import User
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed, NotNow
from surveys.entries import Answered
from surveys.models import OPEN_FOR, Answer, Invitation

PAUSE = OPEN_FOR
"""Nobody is asked by mail more than once in this time (SPEC G2)."""


def invite(incident: Incident, person: User, at: datetime) -> tuple[Invitation, bool]:
    """The invitation of this person, and whether it is new. Twice is once."""
    return Invitation.objects.get_or_create(
        incident=incident, person=person, defaults={"created_at": at, "expires_at": at + OPEN_FOR}
    )


def was_asked_lately(person: User, at: datetime) -> bool:
    """Whether asking now would be one survey too many."""
    return Invitation.objects.filter(person=person, created_at__gt=at - PAUSE).exists()


def answer(invitation: Invitation, *, by: Actor, score: int, comment: str = "") -> Answer:
    """Record or change the answer (SPEC G1). Raises NotAllowed for anybody but the one invited, NotNow after its time."""
    if by.person_id != invitation.person_id:
        raise NotAllowed
    if score not in range(1, 6):
        raise Invalid({"score": _("Choose 1 to 5.")})
    with transaction.atomic():
        incident = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.incident_id)
        if not invitation.is_open(by.at):
            raise NotNow(_("The time to answer is over. Thank you all the same."))
        begin(incident)
        before = Answer.objects.filter(invitation=invitation).first()
        made, _new = Answer.objects.update_or_create(
            invitation=invitation, defaults={"score": score, "comment": comment.strip(), "at": by.at}
        )
        if before is None or before.score != score:
            record(incident, Answered(score=score), by=by)
    return made
