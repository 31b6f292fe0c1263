from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.entries import WorkaroundRecorded
from incidents.models import Incident
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def record_workaround(incident: Incident, *, by: Actor, text: str, seen: int | None = None) -> Incident:
    """Write down how to go on working meanwhile; the requester is told (A4). A later one takes its place."""
    with acting_on(incident, by=by, verb="record_workaround", seen=seen) as row:
        wants = Wants()
        wants(is_text(text), "text", _("Write how to go on working meanwhile."))
        wants.check()
        row.workaround = write_message(row, Role.WORKAROUND, text, by=by, visibility=Visibility.PUBLIC)
        record(row, WorkaroundRecorded(message=row.workaround.pk), by=by)
    return row
