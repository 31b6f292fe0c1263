"""Delivering follow-ups: what apps asked to have done after an act."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from notifications.models import OutboxRow
from notifications.transports import Permanent, transport
from records.reactions import follower


@transport("follow")
def call(row: OutboxRow) -> None:
    """Call the follower; its effect and the mark are one transaction, so the effect takes place once."""
    try:
        named = follower(row.payload["follower"])
    except KeyError:
        raise Permanent(f"no such follower: {row.payload.get('follower')}") from None
    if row.entry is None:
        raise Permanent("no entry to follow")
    with transaction.atomic():
        if OutboxRow.objects.select_for_update().filter(pk=row.pk, done_at=None).exists():
            named.call(row.entry)
            OutboxRow.objects.filter(pk=row.pk).update(done_at=timezone.now(), leased_until=None)
