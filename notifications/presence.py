"""Who has a page open and who writes there: kept in Redis for less than a minute, told to whoever else looks.

Nothing depends on it: where Redis is away nobody is shown, and everything works.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass

from redis import RedisError

from notifications import live

log = logging.getLogger(__name__)
LASTS = 45
"""Seconds after which somebody who gives no sign is gone; pages give one every fifteen."""


@dataclass(frozen=True)
class Present:
    """One person who looks, and whether they are writing."""

    person_id: int
    name: str
    is_writing: bool


def here(about: str, person_id: int, name: str, *, is_writing: bool, doorbells: Iterable[str]) -> list[Present]:
    """Give a sign of life; who else is there. Where it is news, the ``doorbells`` of whoever may know are rung."""
    key, told = f"{live.channel()}:{about}", json.dumps([name, is_writing, time.time()])
    try:
        redis = live.redis()
        before = redis.hget(key, str(person_id))
        with redis.pipeline() as pipe:
            pipe.hset(key, str(person_id), told)
            pipe.expire(key, LASTS * 2)
            pipe.hgetall(key)
            found = pipe.execute()[-1]
    except (RedisError, OSError) as fault:
        log.info("nobody is shown as present: %s", fault)
        return []
    if _was(before) != (True, is_writing):
        live.ring(doorbells, f"presence-{about}")
    return [each for pk, value in sorted(found.items()) if int(pk) != person_id and (each := _read(int(pk), value))]


def gone(about: str, person_id: int, doorbells: Iterable[str]) -> None:
    """The page was left."""
    try:
        if live.redis().hdel(f"{live.channel()}:{about}", str(person_id)):
            live.ring(doorbells, f"presence-{about}")
    except (RedisError, OSError) as fault:
        log.info("nobody is told that a page was left: %s", fault)


def _read(person_id: int, value: bytes | str) -> Present | None:
    name, is_writing, at = json.loads(value)
    return Present(person_id, name, is_writing) if time.time() - at < LASTS else None


def _was(value: bytes | str | None) -> tuple[bool, bool]:
    """Whether somebody was there already, and whether they were writing."""
    if value is None:
        return False, False
    _name, is_writing, at = json.loads(value)
    return time.time() - at < LASTS, is_writing
