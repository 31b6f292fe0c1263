"""Doorbells: telling open pages that something changed, never what. A page then asks for it as any page does."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from redis import Redis, RedisError

log = logging.getLogger(__name__)
DESK = "desk"
"""Rung for whoever works on the desk."""
STOP = "stop"
"""Ends every stream."""
SILENT_FOR = 5.0
"""Seconds in which nobody rings after Redis was away: an act must not wait for it again and again."""


class _Line:
    """The connection over which doorbells are rung, and until when it is left alone."""

    silent_until = 0.0


def person(pk: int) -> str:
    """The doorbell of one person."""
    return f"person:{pk}"


def channel() -> str:
    """Where this installation's doorbells ring: a Redis may serve several."""
    return f"tanggap:live:{connection.settings_dict['NAME']}"


def ring(doorbells: Iterable[str], about: str) -> None:
    """Ring once the act is committed. ``about`` is a kind and a number, such as ``incident-12`` or ``bell``.

    Whoever is not reached sees it at the next poll: where Redis is away this does nothing, and soon nothing at all.
    """
    to = sorted(set(doorbells))
    if to:
        transaction.on_commit(lambda: _publish(json.dumps({"to": to, "about": about})))


def end_all() -> None:
    """End every open stream: a web server that is to stop would wait for them."""
    _publish(STOP)


@cache
def redis() -> Redis:
    """The connection over which doorbells ring and presence is kept."""
    made: Redis = Redis.from_url(settings.REDIS, socket_connect_timeout=0.5, socket_timeout=0.5)
    return made


def _publish(rung: str) -> None:
    if time.monotonic() < _Line.silent_until:
        return
    try:
        redis().publish(channel(), rung)
    except (RedisError, OSError) as fault:
        _Line.silent_until = time.monotonic() + SILENT_FOR
        log.warning("no doorbell was rung: %s", fault)
