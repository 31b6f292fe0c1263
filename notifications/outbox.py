"""Write, claim, deliver, mark. At least once: what must not happen twice has a key of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from notifications.models import OutboxRow
from notifications.transports import Permanent, transport_of
from people.rights import may
from records.actors import Actor
from records.models import Entry
from records.refusals import NotAllowed

log = logging.getLogger(__name__)
KINDS = ("follow", "mail")
LEASE = timedelta(minutes=2)
"""How long a worker has for one row before another may take it."""
MOST_ATTEMPTS = 12
CLAIM = """
    UPDATE notifications_outboxrow SET leased_until = %(lease)s, attempts = attempts + 1
    WHERE id = ANY(ARRAY(
        SELECT id FROM notifications_outboxrow
        WHERE kind = %(kind)s AND done_at IS NULL AND dead_at IS NULL AND due_at <= %(now)s
          AND (leased_until IS NULL OR leased_until < %(now)s)
        ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT %(limit)s
    )) RETURNING id
"""
"""An array is made once. ``IN`` may be planned as a join that asks again for every row, and then takes them all."""


def write(
    kind: str, key: str, payload: dict[str, Any], *, entry: Entry | None = None, due_at: datetime | None = None
) -> None:
    """Queue one thing, in the transaction of the act that causes it; queued already, nothing happens."""
    row = OutboxRow(kind=kind, key=key[:200], payload=payload, entry=entry, due_at=due_at or timezone.now())
    OutboxRow.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(lambda: wake(kind))


def wake(kind: str) -> None:
    """Tell a worker; where the broker is away, beat's sweep finds the row all the same."""
    from notifications import tasks  # noqa: PLC0415 - the task calls back into this module

    try:
        (tasks.follow if kind == "follow" else tasks.deliver).apply_async(expires=30, retry=False)
    except (OperationalError, OSError) as fault:
        log.warning("nobody was woken for %s: %s", kind, fault)


def claim(kind: str, limit: int, now: datetime) -> list[int]:
    """Take due rows for ``LEASE``; two workers never get the same one. The attempt counts from here."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"kind": kind, "now": now, "lease": now + LEASE, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def deliver(kind: str, *, limit: int = 100) -> int:
    """Deliver what is due of one kind, row by row; returns how many were done. One bad row never stops the rest."""
    done = 0
    for row in _claimed(kind, limit):
        done += _deliver(row)
    return done


def lateness(now: datetime) -> timedelta:
    """How long the longest waiting row has waited for a worker; nothing where none is due or each is being delivered."""
    waiting = OutboxRow.objects.filter(done_at=None, dead_at=None, due_at__lte=now).exclude(leased_until__gte=now)
    first = waiting.order_by("due_at").values_list("due_at", flat=True).first()
    return now - first if first else timedelta(0)


@dataclass(frozen=True)
class Queue:
    """Rows of one kind: how many are due or will be, how many of them failed before, how many were given up, how late."""

    kind: str
    waiting: int
    failing: int
    dead: int
    late: timedelta


def queues(now: datetime) -> list[Queue]:
    """How delivery stands, by kind."""
    undone = OutboxRow.objects.filter(done_at=None).order_by().values("kind")
    is_due = Q(dead_at=None, due_at__lte=now) & (Q(leased_until=None) | Q(leased_until__lt=now))
    counted = undone.annotate(
        waiting=Count("pk", filter=Q(dead_at=None)),
        failing=Count("pk", filter=Q(dead_at=None) & ~Q(error="")),
        dead=Count("pk", filter=~Q(dead_at=None)),
        first=Min("due_at", filter=is_due),
    )
    found = {row["kind"]: row for row in counted}
    empty = {"waiting": 0, "failing": 0, "dead": 0, "first": None}
    return [_queue(kind, dict(found.get(kind, empty)), now) for kind in sorted({*KINDS, *found})]


def _queue(kind: str, row: dict[str, Any], now: datetime) -> Queue:
    late = now - row["first"] if row["first"] else timedelta(0)
    return Queue(kind, row["waiting"], row["failing"], row["dead"], late)


def dead_letters() -> QuerySet[OutboxRow]:
    """Rows that were given up, and those that failed and will be tried again, the newest first."""
    return OutboxRow.objects.filter(done_at=None).exclude(error="").select_related("entry").order_by("-id")


def try_again(pk: int, *, by: Actor) -> None:
    """Give a dead row another round of attempts. Raises NotAllowed."""
    if not may(by, "oversee"):
        raise NotAllowed
    OutboxRow.objects.filter(pk=pk, done_at=None).update(
        dead_at=None, leased_until=None, attempts=0, due_at=timezone.now()
    )


def backoff(attempts: int) -> timedelta:
    """How long to wait after the n-th failed attempt: half a minute, doubled each time, six hours at most."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(timedelta(seconds=30) * (1 << doublings), timedelta(hours=6))


def _claimed(kind: str, limit: int) -> Iterator[OutboxRow]:
    """One at a time, so that the lease of a later row does not run while an earlier one is sent."""
    for _turn in range(limit):
        ids = claim(kind, 1, timezone.now())
        if not ids:
            return
        yield OutboxRow.objects.select_related("entry").get(pk=ids[0])


def _deliver(row: OutboxRow) -> int:
    try:
        transport_of(row.kind)(row)
    except Permanent as fault:
        _mark(row, error=str(fault), dead_at=timezone.now(), leased_until=None)
        return 0
    except Exception as fault:
        log.warning("outbox %s: %s", row.key, fault, exc_info=not isinstance(fault, OSError))
        _failed(row, fault)
        return 0
    _mark(row, done_at=timezone.now(), leased_until=None, error="")
    return 1


def _failed(row: OutboxRow, fault: Exception) -> None:
    now = timezone.now()
    given_up = now if row.attempts >= MOST_ATTEMPTS else None
    said = f"{type(fault).__name__}: {fault}"[:2000]
    try:
        _mark(row, error=said, due_at=now + backoff(row.attempts), leased_until=None, dead_at=given_up)
    except Error:
        log.exception("outbox %s cannot be marked; its lease will run out", row.key)


def _mark(row: OutboxRow, **fields: Any) -> None:
    OutboxRow.objects.filter(pk=row.pk, done_at=None).update(**fields)
