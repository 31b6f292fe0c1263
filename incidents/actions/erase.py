from __future__ import annotations

from incidents.actions.door import acting_on
from incidents.entries import Erased
from incidents.models import Incident, Order
from records.actors import Actor
from records.models import Attachment, Message
from records.recording import record


def erase(incident: Incident, *, by: Actor, message: Message | None = None, seen: int | None = None) -> Incident:
    """Erase what a person wrote, and its files, while the record stands (UU PDP). Without a message, the texts of the row."""
    with acting_on(incident, by=by, verb="erase", seen=seen) as row:
        if message is None:
            for name in Incident.PERSONAL:
                setattr(row, name, "")
            Order.objects.filter(incident=row).update(answers={})
            record(row, Erased(texts=True), by=by, also=Incident.PERSONAL)
        else:
            _empty(row, message, by)
            record(row, Erased(erased_message=message.pk), by=by)
    return row


def _empty(row: Incident, message: Message, by: Actor) -> None:
    Message.objects.about(row).filter(pk=message.pk).update(body="", author_name="", erased_at=by.at)
    for attachment in Attachment.objects.about(row).filter(message=message, erased_at=None):
        attachment.file.delete(save=False)
        attachment.name, attachment.erased_at = "", by.at
        attachment.save(update_fields=["name", "file", "erased_at"])
