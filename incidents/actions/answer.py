from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from incidents.actions.comment import comment
from incidents.actions.hand_over import hand_over
from incidents.actions.hold import hold
from incidents.choices import HoldReason
from incidents.models import CannedAnswer, Incident
from records import attachments
from records.actors import Actor
from records.choices import Visibility


def answer(
    incident: Incident, *, by: Actor, text: str, internal: bool = False, files: Iterable[UploadedFile[Any]] = (),
    macro: CannedAnswer | None = None, seen: int | None = None,
) -> Incident:  # fmt: skip
    """Write, and do what a macro says follows: all of it, or nothing.

    A hold for the requester asks with the text itself, so that the answer ends the hold. An internal note is only
    written: what stands in it goes nowhere else. Raises what the acts raise.
    """
    if internal or macro is None or not (macro.hold_reason or macro.hand_over_to_id):
        return comment(incident, by=by, text=text, internal=internal, files=files, seen=seen)
    given = list(files)
    with transaction.atomic():
        if macro.hold_reason == HoldReason.REQUESTER:
            row = hold(incident, by=by, reason=macro.hold_reason, question=text, until=_until(macro, by), seen=seen)
            attachments.attach(row, given, by=by, visibility=Visibility.PUBLIC, message=row.hold_question)
            return row
        row = comment(incident, by=by, text=text, files=given, seen=seen)
        if macro.hold_reason:
            return hold(row, by=by, reason=macro.hold_reason, until=_until(macro, by))
        return hand_over(row, by=by, team=macro.hand_over_to, reason=text)


def _until(macro: CannedAnswer, by: Actor) -> Any:
    return timezone.localtime(by.at) + timedelta(days=macro.hold_days) if macro.hold_days else None
