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
from records.actors import Actor


def answer(
    incident: Incident, *, by: Actor, text: str, internal: bool = False, files: Iterable[UploadedFile[Any]] = (),
    macro: CannedAnswer | None = None, seen: int | None = None,
) -> Incident:  # fmt: skip
    """Write, and do what a macro says follows: all of it, or nothing.

    A hold for the requester asks with the text itself, so that the answer ends the hold. Raises what the acts raise.
    """
    if macro is None or not (macro.hold_reason or macro.hand_over_to_id):
        return comment(incident, by=by, text=text, internal=internal, files=files, seen=seen)
    given = list(files)
    with transaction.atomic():
        if macro.hold_reason == HoldReason.REQUESTER and not internal and not given:
            return hold(incident, by=by, reason=macro.hold_reason, question=text, until=_until(macro, by), seen=seen)
        row = comment(incident, by=by, text=text, internal=internal, files=given, seen=seen)
        if macro.hold_reason:
            question = text if macro.hold_reason == HoldReason.REQUESTER else ""
            return hold(row, by=by, reason=macro.hold_reason, question=question, until=_until(macro, by))
        return hand_over(row, by=by, team=macro.hand_over_to, reason=text)


def _until(macro: CannedAnswer, by: Actor) -> Any:
    return timezone.localtime(by.at) + timedelta(days=macro.hold_days) if macro.hold_days else None
