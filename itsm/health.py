"""``/healthz``: are database, Redis, a working worker and beat there? For load balancers, supervisors, people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import Error as DatabaseFault
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from redis import RedisError

from itsm.signs import BEAT, WORKER, is_alive, redis
from notifications import outbox
from sla.sweep import lateness

STALLED_AFTER = timedelta(minutes=3)
"""What is due at a clock or in the outbox is taken up within seconds; waiting longer, nobody takes it up."""


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """JSON of each part, true or false; 200 when all are well, else 503."""
    parts = state()
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def state() -> dict[str, bool]:
    """Each part, and whether it is well; the worker is not while something due has waited for ``STALLED_AFTER``."""
    return {
        "database": _holds(_database),
        "redis": _holds(lambda: bool(redis().ping())),
        "worker": _holds(lambda: is_alive(WORKER) and _keeps_up()),
        "beat": _holds(lambda: is_alive(BEAT)),
    }


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseFault, RedisError, OSError, ValueError):
        return False


def _keeps_up() -> bool:
    """Whether what is due at clocks and in the outbox is taken up: a worker that lives and does nothing is none."""
    now = timezone.now()
    return max(lateness(now), outbox.lateness(now)) < STALLED_AFTER


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))
