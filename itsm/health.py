"""``/healthz``: are the database, Redis, a worker and beat there? For load balancers, supervisors and people."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from redis import Redis, RedisError

STALE_AFTER = 45.0
"""Seconds without a heartbeat after which worker or beat count as gone; beat sends one every ten."""
BEAT, WORKER = "tanggap:beat", "tanggap:worker"


def redis() -> Redis:
    """A connection to Redis that gives up quickly."""
    made: Redis = Redis.from_url(settings.REDIS, socket_connect_timeout=2, socket_timeout=2)
    return made


def beats(key: str, at: float | None = None) -> None:
    """Leave the sign of life that ``/healthz`` looks for."""
    redis().set(key, at or time.time(), ex=600)


def forget_beats() -> None:
    """Drop the signs of life of an earlier run: they say nothing about this one."""
    redis().delete(BEAT, WORKER)


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """JSON of each part, true or false; 200 when all are well, else 503."""
    parts = {
        "database": _holds(_database),
        "redis": _holds(lambda: bool(redis().ping())),
        "worker": _holds(lambda: _fresh(WORKER)),
        "beat": _holds(lambda: _fresh(BEAT)),
    }
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, RedisError, OSError, ValueError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _fresh(key: str) -> bool:
    seen = redis().get(key)
    return seen is not None and time.time() - float(seen) < STALE_AFTER
