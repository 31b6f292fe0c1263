from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.entries import Rejected
from incidents.models import Incident
from records import attachments
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def reject(
    incident: Incident,
    *,
    by: Actor,
    text: str,
    files: Iterable[UploadedFile[Any]] = (),
    seen: int | None = None,
) -> Incident:
    """Say that it is not solved, and what is still wrong (A7). It goes back into diagnosis and counts as reopened."""
    with acting_on(incident, by=by, verb="reject", seen=seen) as row:
        wants = Wants()
        wants(is_text(text), "text", _("Tell us what is still wrong."))
        wants.check()
        message = write_message(row, Role.REJECTION, text, by=by, visibility=Visibility.PUBLIC)
        attachments.attach(row, files, by=by, visibility=Visibility.PUBLIC, message=message)
        go_back(row)
        row.rejected()
        record(row, Rejected(message=message.pk), by=by)
    return row


def go_back(row: Incident) -> None:
    """Take back resolution and confirmation of a row whose door is open, and count it; the record keeps what they were."""
    row.reopen_count += 1
    row.resolved_at = row.confirmed_at = row.closed_at = None
    row.confirmed_how, row.confirmed_by_id = "", None
    row.fix, row.resolution_code, row.resolution, row.resolved_by = "", None, None, None
