"""Signs of life that worker and beat leave in Redis; ``/healthz`` looks for them."""

from __future__ import annotations

import time

from django.conf import settings
from redis import Redis

STALE_AFTER = 45.0
"""Seconds without a heartbeat after which worker or beat count as gone; beat sends one every ten."""
BEAT, WORKER = "tanggap:beat", "tanggap:worker"


def redis() -> Redis:
    """A connection to Redis that gives up quickly."""
    made: Redis = Redis.from_url(settings.REDIS, socket_connect_timeout=2, socket_timeout=2)
    return made


def beats(key: str, at: float | None = None) -> None:
    """Leave a sign of life."""
    redis().set(key, at or time.time(), ex=600)


def forget_beats() -> None:
    """Drop the signs of life of an earlier run: they say nothing about this one."""
    redis().delete(BEAT, WORKER)


def age(key: str) -> float | None:
    """Seconds since the last sign; None where there is none."""
    seen = redis().get(key)
    return None if seen is None else max(0.0, time.time() - float(seen))


def is_alive(key: str) -> bool:
    """Whether the last sign is fresh."""
    seconds = age(key)
    return seconds is not None and seconds < STALE_AFTER
