"""Signs of life of the worker and of beat, kept in the cache, read by `/healthz`."""

import time
from typing import Any

from celery.signals import after_task_publish, beat_init, worker_ready
from django.core.cache import cache

STALE_AFTER = 60
"""Seconds without a sign of life after which a process counts as gone: six missed beats."""


def beat(process: str) -> None:
    """Note that `process` ("worker" or "beat") is alive now."""
    cache.set(f"heartbeat:{process}", time.time(), timeout=None)


def is_alive(process: str) -> bool:
    """Whether `process` gave a sign of life lately. Raises what the cache raises when Redis is away."""
    last = cache.get(f"heartbeat:{process}")
    return last is not None and time.time() - last < STALE_AFTER


def forget() -> None:
    """Drop all signs of life, so that those of an earlier run don't speak for the next one."""
    cache.delete_many(["heartbeat:worker", "heartbeat:beat"])


@worker_ready.connect
def _worker_started(**_kwargs: Any) -> None:
    beat("worker")


@beat_init.connect
def _beat_started(**_kwargs: Any) -> None:
    beat("beat")


@after_task_publish.connect(sender="itsm.tasks.heartbeat")
def _beat_published(**_kwargs: Any) -> None:
    beat("beat")
