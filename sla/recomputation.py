"""Reckoning every running clock anew after terms or calendars changed: in pieces, resumable, with its progress (SPEC B3).

Each incident is reckoned in a transaction of its own, as every act; after a piece it is noted how far it came. A worker
that is killed leaves a lease that runs out, and the piece is done again, which changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from sla import clocks
from sla.models import Recomputation

PIECE = 200
LEASE = timedelta(minutes=2)
AT_ONCE = 400
"""So many incidents are reckoned by whoever asks; the rest by the bulk worker."""


def ask(now: datetime) -> Recomputation:
    """Have everything that runs reckoned anew; one that has not begun yet is enough."""
    waiting = Recomputation.objects.filter(ended_at=None, done=0, leased_until=None).first()
    return waiting or Recomputation.objects.create(asked_at=now, total=_open().count())


def going() -> Recomputation | None:
    """The one that is under way or waits, the oldest first."""
    return Recomputation.objects.filter(ended_at=None).order_by("id").first()


def work(now: datetime, *, limit: int) -> int:
    """Reckon up to ``limit`` incidents anew; returns how many. What another worker has under way is left to it."""
    done = 0
    while done < limit:
        claimed = _claim(now)
        if claimed is None:
            return done
        done += _piece(claimed, now)
    return done


def _claim(now: datetime) -> Recomputation | None:
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    with transaction.atomic():
        waiting = Recomputation.objects.select_for_update(skip_locked=True).filter(free, ended_at=None)
        first = waiting.order_by("id").first()
        if first is not None:
            Recomputation.objects.filter(pk=first.pk).update(leased_until=now + LEASE)
        return first


def _piece(row: Recomputation, now: datetime) -> int:
    coming = list(_open().filter(pk__gt=row.after).order_by("pk").values_list("pk", flat=True)[:PIECE])
    for pk in coming:
        with transaction.atomic():
            incident = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
            clocks.set_by_terms(incident, now, anew=True)
    came_to = {"after": coming[-1], "done": F("done") + len(coming)} if coming else {}
    ended = {} if len(coming) == PIECE else {"ended_at": now}
    Recomputation.objects.filter(pk=row.pk).update(leased_until=None, **came_to, **ended)
    return len(coming)


def _open() -> IncidentQuerySet:
    return Incident.objects.open().exclude(registered_at=None)
