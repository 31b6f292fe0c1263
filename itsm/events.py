"""``/events/``: server-sent events, outside Django. What is sent is a doorbell: a kind and a number, never a word.

One listener per process takes doorbells from Redis and gives them to the streams they are for. A stream is opened with
a ticket that Django signs for one person (``itsm.live``) and ends after ``LONGEST`` seconds: the page then asks for a
new ticket, so whoever lost a right, or signed out, is cut off by then.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core import signing
from redis import RedisError
from redis.asyncio import Redis

from notifications.live import DESK, STOP, channel, person

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
SALT = "live"
TICKET_SECONDS = 60
"""How old a ticket may be when it is shown."""
LONGEST = 15 * 60
"""Seconds after which a stream ends, and the page comes back with a new ticket."""
PING_SECONDS = 15
"""A line this often keeps proxies from closing a silent stream, and shows when the other side is gone."""
GATHERED_SECONDS = 0.25
"""Doorbells that ring within this time are sent in one go, each once."""
EVERYTHING = "everything"
MOST_GATHERED = 200
"""So many different doorbells at once are told as ``everything``."""


class Stream:
    """One open page: what it listens for, and what rang since it was last told."""

    def __init__(self, doorbells: set[str]) -> None:
        self.doorbells = doorbells
        self.rung: dict[str, None] = {}
        self.is_over = False
        self.woken = asyncio.Event()

    def hear(self, about: str) -> None:
        """Remember that this rang, once however often."""
        if EVERYTHING not in self.rung:
            self.rung[about] = None
        if len(self.rung) > MOST_GATHERED:
            self.rung = {EVERYTHING: None}
        self.woken.set()

    def end(self) -> None:
        """Tell the page good-bye."""
        self.is_over = True
        self.woken.set()

    async def next(self, seconds: float) -> list[str]:
        """What rang, gathered for a moment; nothing after ``seconds`` in which nothing did."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), seconds)
            if not self.is_over:
                await asyncio.sleep(GATHERED_SECONDS)
        self.woken.clear()
        told, self.rung = list(self.rung), {}
        return told


class Hub:
    """The streams of this process, and the one connection to Redis that feeds them."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.listener: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen, once."""
        if self.listener is None:
            self.listener = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        source = Redis.from_url(settings.REDIS, health_check_interval=PING_SECONDS)
        while True:
            with contextlib.suppress(RedisError, OSError):
                async with source.pubsub(ignore_subscribe_messages=True) as line:
                    await line.subscribe(channel())
                    while True:
                        told = await line.get_message(timeout=PING_SECONDS)
                        if told is not None:
                            self._hear(told["data"])
            await asyncio.sleep(1)
            self._give(EVERYTHING, None)  # what rang in between was not heard

    def _hear(self, told: bytes) -> None:
        if told == STOP.encode():
            for stream in self.streams:
                stream.end()
            return
        rung = json.loads(told)
        self._give(rung["about"], set(rung["to"]))

    def _give(self, about: str, to: set[str] | None) -> None:
        """To the streams that listen for one of ``to``; None means all."""
        for stream in self.streams:
            if to is None or stream.doorbells & to:
                stream.hear(about)


hub = Hub()


def ticket(pk: int, *, works_on_desk: bool) -> str:
    """A ticket for one person's stream, to be shown within ``TICKET_SECONDS``."""
    return signing.dumps({"person": pk, "desk": works_on_desk}, salt=SALT)


def doorbells_of(shown: str) -> set[str]:
    """What a ticket lets its bearer hear; raises ``signing.BadSignature`` where it is forged or too old."""
    told = signing.loads(shown, salt=SALT, max_age=TICKET_SECONDS)
    return {person(told["person"])} | ({DESK} if told["desk"] else set())


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One stream; 403 without a good ticket, 405 for anything but GET."""
    if scope["method"] != "GET":
        return await _refuse(send, 405)
    shown = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
    try:
        stream = Stream(doorbells_of(shown))
    except signing.BadSignature:
        return await _refuse(send, 403)
    hub.start()
    await _tell(stream, receive, send)
    return None


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def _tell(stream: Stream, receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    hub.streams.add(stream)
    gone = asyncio.create_task(_until_gone(stream, receive))
    end = time.monotonic() + LONGEST
    try:
        await _say(send, b"event: open\ndata: \n\n", more=True)
        while not stream.is_over and time.monotonic() < end:
            rung = await stream.next(PING_SECONDS)
            said = "".join(f"data: {about}\n\n" for about in rung) or ": \n\n"
            await _say(send, said.encode(), more=True)
        await _say(send, b"", more=False)
    except OSError:
        pass  # the page is gone
    finally:
        hub.streams.discard(stream)
        gone.cancel()


async def _say(send: Send, said: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": said, "more_body": more})


async def _until_gone(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()
