from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.cancel import end
from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.catalogue.approving import Chosen, asked_of, may_be_asked
from incidents.catalogue.asking import ask, ask_next, decide, pass_on
from incidents.catalogue.choices import StepRole, StepState, Why
from incidents.catalogue.entries import StepApproved
from incidents.choices import Approval, CancelReason
from incidents.entries import Approved
from incidents.models import ApprovalStep, Incident
from people.models import User
from records.actors import Actor
from records.choices import Role, Visibility
from records.models import Message
from records.recording import record, write_message
from records.refusals import NotNow


def approve(
    incident: Incident, *, by: Actor, text: str = "", step: int | None = None, seen: int | None = None
) -> Incident:
    """Let a service request be fulfilled (A11): whoever is asked says so, never the requester; then the next one is asked.

    ``step`` binds the say to one step: where that is decided by now, NotNow.
    """
    with acting_on(incident, by=by, verb="approve", seen=seen) as row:
        asked = _asked(row, step)
        message = _said(row, text, by)
        written = message.pk if message else None
        if asked is not None:
            decide(asked, StepState.GIVEN, message, by=by)
        if asked is not None and _is_another_needed(row):
            record(row, StepApproved(step=asked.pk, number=asked.number, message=written), by=by)
            ask_next(row, by=by)
        else:
            row.approval, row.approved_by_id = Approval.GIVEN, by.person_id
            record(row, Approved(message=written), by=by)
    return row


def refuse(incident: Incident, *, by: Actor, text: str, step: int | None = None, seen: int | None = None) -> Incident:
    """Do not let a service request be fulfilled, and say why; it ends with that (A11)."""
    with acting_on(incident, by=by, verb="approve", seen=seen) as row:
        wants = Wants()
        wants(is_text(text), "text", _("Say why; the requester reads it."))
        wants.check()
        asked = _asked(row, step)
        row.approval, row.approved_by_id = Approval.REFUSED, by.person_id
        message = end(row, by=by, reason=CancelReason.REFUSED, text=text)
        if asked is not None:
            decide(asked, StepState.REFUSED, message, by=by)
    return row


def ask_approver(incident: Incident, *, by: Actor, person: User | None, seen: int | None = None) -> Incident:
    """Ask somebody else to approve: where nobody could be asked, or whoever is asked does not answer (A11)."""
    with acting_on(incident, by=by, verb="ask_approver", seen=seen) as row:
        wants = Wants()
        wants(person, "person", _("Choose who approves."))
        is_able = person is not None and may_be_asked(person, row)
        wants(is_able, "person", _("They cannot approve this. Choose somebody who may, and not the requester."))
        wants.check()
        assert person is not None  # noqa: S101 - the wants say so
        asked = asked_of(row)
        if asked is not None:
            pass_on(row, asked, person, Why.ASKED_ANEW, by=by)
        else:
            step = ApprovalStep(incident=row, number=1, role=StepRole.PERSON)
            ask(row, step, Chosen(person, None, Why.ASKED_ANEW), by=by)
    return row


def _asked(row: Incident, step: int | None) -> ApprovalStep | None:
    asked = asked_of(row)
    if step is not None and (asked is None or asked.pk != step):
        raise NotNow(_("This was decided already."))
    return asked


def _is_another_needed(row: Incident) -> bool:
    return ApprovalStep.objects.filter(incident=row, standing=StepState.WAITING).exists()


def _said(row: Incident, text: str, by: Actor) -> Message | None:
    if not is_text(text):
        return None
    return write_message(row, Role.REASON, text, by=by, visibility=Visibility.PUBLIC)
