from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import ConfirmedHow
from incidents.entries import Confirmed
from incidents.models import Incident, Policy
from people.models import User
from records.actors import Actor
from records.choices import Role, Via, Visibility
from records.recording import record, write_message
from records.refusals import NotNow

BY_DESK = (ConfirmedHow.VOICE, ConfirmedHow.MONITOR)


def confirm(
    incident: Incident,
    *,
    by: Actor,
    how: str = ConfirmedHow.PORTAL,
    person: User | None = None,
    note: str = "",
    seen: int | None = None,
) -> Incident:
    """Record that whoever reported it says it is solved (A7).

    The requester confirms in the portal, by mail or in the survey; an agent records a confirmation by voice and names
    the ``person`` who gave it. Without an answer only where the policy says so, and the record shows it.
    """
    with acting_on(incident, by=by, verb="confirm", seen=seen) as row:
        _check(row, by, how, person)
        row.confirmed_at, row.confirmed_how = by.at, how
        row.confirmed_by_id = person.pk if person else by.person_id
        message = None
        if is_text(note):
            message = write_message(row, Role.CONFIRMATION, note, by=by, visibility=Visibility.PUBLIC)
        row.confirmed()
        record(row, Confirmed(how=how, person=row.confirmed_by_id, message=message.pk if message else None), by=by)
    return row


def _check(row: Incident, by: Actor, how: str, person: User | None) -> None:
    if how == ConfirmedHow.POLICY and by.via != Via.IMPORT and not Policy.current().close_without_answer:
        raise NotNow(_("The desk's policy is to wait for the requester's answer."))
    wants = Wants()
    wants(how in ConfirmedHow.values, "how", _("Say how it was confirmed."))
    wants(how != ConfirmedHow.VOICE or person, "person", _("Say who confirmed it."))
    concerned = row.concerns(by.person_id) or how in BY_DESK or how == ConfirmedHow.POLICY
    wants(concerned or by.is_machine, "how", _("Only the requester confirms this way. Record who told you, by voice."))
    wants.check()
