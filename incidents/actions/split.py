from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from incidents.actions.detect import detect
from incidents.actions.door import acting_on
from incidents.actions.register import register
from incidents.actions.wants import Wants
from incidents.choices import Source
from incidents.entries import SplitOff
from incidents.minimum import missing
from incidents.models import Incident, Relation
from incidents.models.relation import RelationKind
from people.models import User
from records.actors import Actor
from records.models import Attachment, Message
from records.recording import record


def split(
    incident: Incident, *, by: Actor, message: Message | None, title: str = "", seen: int | None = None
) -> Incident:
    """Make a new incident out of a message that is about something else (A8). The message stays where it is.

    Who wrote it is its requester; its files come along as copies, so that each can be erased by itself.
    """
    with acting_on(incident, by=by, verb="split", seen=seen) as row:
        wants = Wants()
        wants(message and not message.is_erased, "message", _("Choose the message that is about something else."))
        wants.check()
        assert message is not None  # noqa: S101 - checked above
        author = _requester(row, message)
        new = detect(
            by=by.for_person(author.pk if author else None), source=Source(row.source), title=title,
            description=message.body, kind=row.kind, requester=author, service=row.service, files=_copies(message), out_of=row,
        )  # fmt: skip
        Relation.objects.create(kind=RelationKind.SPLIT, of=new, to=row, created_at=by.at)
        if not missing(new):
            new = register(new, by=by)
        record(row, SplitOff(new=new.pk), by=by)
    return new


def _requester(row: Incident, message: Message) -> User | None:
    """Its author where the incident concerns them; what the desk wrote down is still the requester's."""
    if message.author_id and row.concerns(message.author_id):
        return User.objects.get(pk=message.author_id)
    return row.requester


def _copies(message: Message) -> list[SimpleUploadedFile]:
    found = Attachment.objects.filter(message=message, erased_at=None).order_by("pk")
    return [SimpleUploadedFile(each.name, ContentFile(each.file.read()).read(), each.content_type) for each in found]
