from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from incidents.actions.detect import detect
from incidents.actions.door import acting_on
from incidents.actions.register import register
from incidents.actions.reopen import reopen
from incidents.actions.resume import end_hold
from incidents.actions.wants import Wants, is_text
from incidents.choices import HoldReason, Source, State
from incidents.entries import Commented, FollowedUp
from incidents.mentions import mentioned
from incidents.minimum import missing
from incidents.models import Incident, Relation
from incidents.models.relation import RelationKind
from incidents.verbs import refusal
from records import attachments
from records.actors import Actor
from records.choices import Role, Via, Visibility
from records.recording import record, write_message

SOURCES = {Via.MAIL: Source.MAIL, Via.PHONE: Source.PHONE, Via.API: Source.API}


def comment(
    incident: Incident,
    *,
    by: Actor,
    text: str,
    internal: bool = False,
    files: Iterable[UploadedFile[Any]] = (),
    as_desk: bool = False,
    seen: int | None = None,
) -> Incident:
    """Write to everyone the incident concerns, or a note for the desk. Returns the incident that took the message.

    A message of the requester never disappears: it ends a hold for the requester, and no other; on a closed incident
    it reopens within the window and opens a linked follow-up after it; on a merged one it reaches the original (A8).
    ``as_desk``: what the desk says to a parent is no word of the requester's, whoever of them wrote it.
    """
    wants = Wants()
    wants(is_text(text), "text", _("Write something first."))
    wants.check()
    concerned = incident.concerns(by.on_behalf_of or by.person_id)
    if concerned and not internal and not as_desk:
        return _from_requester(incident, by, text, list(files), seen)
    with acting_on(incident, by=by, verb="note" if internal else "communicate", seen=seen) as row:
        _write(row, by, text, list(files), internal=internal, by_desk=True)
    return row


def _from_requester(
    incident: Incident, by: Actor, text: str, files: list[UploadedFile[Any]], seen: int | None
) -> Incident:
    if incident.original is not None:
        return comment(incident.original, by=by, text=text, files=files)
    with acting_on(incident, by=by, verb="reply", seen=seen) as row:
        if row.original is None and not row.is_over:
            _write(row, by, text, files, internal=False, by_desk=False)
            if row.hold_reason == HoldReason.REQUESTER:
                end_hold(row, by=by, answered=True)
            return row
        if row.state == State.CLOSED and refusal(row, "reopen", by) is None:
            return reopen(row, by=by, reason=text, files=files)
        if row.original is not None:
            return comment(row.original, by=by, text=text, files=files)
        return _follow_up(row, by, text, files)


def _write(
    row: Incident, by: Actor, text: str, files: list[UploadedFile[Any]], *, internal: bool, by_desk: bool
) -> None:
    visibility = Visibility.INTERNAL if internal else Visibility.PUBLIC
    role = Role.NOTE if internal else Role.REPLY
    message = write_message(row, role, text, by=by, visibility=visibility)
    attachments.attach(row, files, by=by, visibility=visibility, message=message)
    called = mentioned(text) if by_desk else []
    what = Commented(seen_by=visibility, by_desk=by_desk, mentioned=called or None, message=message.pk)
    record(row, what, by=by)


def _follow_up(row: Incident, by: Actor, text: str, files: list[UploadedFile[Any]]) -> Incident:
    """A new incident that stands for what was written to one that is over."""
    with transaction.atomic():
        new = detect(
            by=by, source=SOURCES.get(Via(by.via), Source.PORTAL), title=row.title, description=text, kind=row.kind,
            requester=row.requester, service=row.service, items=row.items.all(), files=files, out_of=row,
        )  # fmt: skip
        Relation.objects.create(kind=RelationKind.FOLLOW_UP, of=new, to=row, created_at=by.at)
        if not missing(new):
            new = register(new, by=by)
        record(row, FollowedUp(follow_up=new.pk), by=by)
    return new
