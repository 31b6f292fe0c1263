from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.entries import Reviewed
from incidents.models import Incident
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def review(incident: Incident, *, by: Actor, text: str, seen: int | None = None) -> Incident:
    """Record what the post-incident review found, without blame (A7)."""
    with acting_on(incident, by=by, verb="review", seen=seen) as row:
        wants = Wants()
        wants(is_text(text), "text", _("Write what went well, what did not, and what follows from it."))
        wants.check()
        message = write_message(row, Role.REVIEW, text, by=by, visibility=Visibility.INTERNAL)
        record(row, Reviewed(message=message.pk), by=by)
    return row
