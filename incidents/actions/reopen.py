from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.reject import go_back
from incidents.actions.wants import Wants, is_text
from incidents.entries import Reopened
from incidents.models import Incident
from records import attachments
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def reopen(
    incident: Incident,
    *,
    by: Actor,
    reason: str,
    files: Iterable[UploadedFile[Any]] = (),
    seen: int | None = None,
) -> Incident:
    """Take a closed one up again, within the window of the policy and with a reason (A8)."""
    with acting_on(incident, by=by, verb="reopen", seen=seen) as row:
        wants = Wants()
        wants(is_text(reason), "reason", _("Say why it must go on."))
        wants.check()
        message = write_message(row, Role.REJECTION, reason, by=by, visibility=Visibility.PUBLIC)
        attachments.attach(row, files, by=by, visibility=Visibility.PUBLIC, message=message)
        go_back(row)
        row.closure_category = None
        row.reopened()
        record(row, Reopened(message=message.pk), by=by)
    return row
