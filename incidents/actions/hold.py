from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import HoldReason
from incidents.entries import Held
from incidents.models import Incident
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def hold(
    incident: Incident,
    *,
    by: Actor,
    reason: str,
    until: datetime | None = None,
    question: str = "",
    note: str = "",
    seen: int | None = None,
) -> Incident:
    """Stop the work for a reason and, where known, until when (A4).

    A hold for the requester carries the ``question`` that the requester sees and whose answer ends the hold; any other
    may carry a ``note`` for the desk.
    """
    with acting_on(incident, by=by, verb="hold", seen=seen) as row:
        wants = Wants()
        wants(reason in HoldReason.values, "reason", _("Say what it waits for."))
        wants(reason != HoldReason.REQUESTER or is_text(question), "question", _("Write what you need to know."))
        wants(until is None or until > by.at, "until", _("Choose a time in the future."))
        wants.check()
        row.hold_reason, row.hold_until, row.held_at = reason, until, by.at
        message = None
        if reason == HoldReason.REQUESTER:
            message = write_message(row, Role.QUESTION, question, by=by, visibility=Visibility.PUBLIC)
            row.hold_question = message
        elif is_text(note):
            message = write_message(row, Role.REASON, note, by=by, visibility=Visibility.INTERNAL)
        row.held()
        what = Held(reason=reason, until=until.isoformat() if until else None, message=message.pk if message else None)
        record(row, what, by=by)
    return row
