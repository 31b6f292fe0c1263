from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.cancel import end
from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import Approval, CancelReason
from incidents.entries import Approved
from incidents.models import Incident
from records.actors import Actor
from records.recording import record


def approve(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Let a service request be fulfilled (A11): its requester's manager or the owner of the service says so."""
    with acting_on(incident, by=by, verb="approve", seen=seen) as row:
        row.approval, row.approved_by_id = Approval.GIVEN, by.person_id
        record(row, Approved(), by=by)
    return row


def refuse(incident: Incident, *, by: Actor, text: str, seen: int | None = None) -> Incident:
    """Do not let a service request be fulfilled, and say why; it ends with that (A11)."""
    with acting_on(incident, by=by, verb="approve", seen=seen) as row:
        wants = Wants()
        wants(is_text(text), "text", _("Say why; the requester reads it."))
        wants.check()
        row.approval, row.approved_by_id = Approval.REFUSED, by.person_id
        end(row, by=by, reason=CancelReason.REFUSED, text=text)
    return row
