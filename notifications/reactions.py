"""Every entry: who is told, and what follows. It lies low, so it names no kind and asks the subject."""

from __future__ import annotations

from notifications import follow_ups, live, mail, outbox, telling
from records.choices import Via
from records.models import Entry
from records.reactions import followers_of, reacts_to_all

__all__ = ["follow_ups", "mail"]


@reacts_to_all
def tell(entry: Entry) -> None:
    """Each person the subject names as its audience."""
    audience = getattr(entry.subject, "audience", None)
    if audience is None or entry.via == Via.IMPORT:
        return
    telling.tell(entry, audience(entry))


@reacts_to_all
def queue_follow_ups(entry: Entry) -> None:
    """A durable row for each follower of the entry's kind; an imported past causes nothing."""
    if entry.via == Via.IMPORT:
        return
    for follower in followers_of(entry.kind):
        if not follower.where(entry):
            continue
        outbox.write("follow", f"follow:{entry.pk}:{follower.name}", {"follower": follower.name}, entry=entry)


@reacts_to_all
def ring(entry: Entry) -> None:
    """The pages that show the subject are told to look again."""
    doorbells = getattr(entry.subject, "doorbells", None)
    if doorbells is not None and entry.via != Via.IMPORT:
        live.ring(doorbells(entry), f"{entry.subject_type}-{entry.subject_id}")
