"""The streams: who may hear what, and what a page is told (DESIGN, *One port*)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from redis.asyncio import Redis

from itsm import asgi, events
from notifications import live
from notifications.live import channel
from tests.cast import Cast


class Call:
    """One request to the ASGI application, with what it answers."""

    def __init__(self, path: str, query: str = "", method: str = "GET", headers: Any = ()) -> None:
        self.scope = {
            "type": "http", "method": method, "path": path, "query_string": query.encode("latin-1"),
            "headers": list(headers), "http_version": "1.1",
        }  # fmt: skip
        self.sent: list[Any] = []
        self.gone = asyncio.Event()

    async def receive(self) -> Any:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def told(self) -> list[str]:
        body = b"".join(message.get("body", b"") for message in self.sent).decode()
        return [line.removeprefix("data: ") for line in body.splitlines() if line.startswith("data: ")]


@asynccontextmanager
async def opened(shown: str) -> AsyncIterator[Call]:
    """An open stream whose process listens to Redis."""
    call = Call("/events/", f"ticket={shown}")
    running = asyncio.create_task(asgi.application(call.scope, call.receive, call.send))
    await until(lambda: heard_by_redis() if call.sent else never())
    yield call
    call.gone.set()
    await asyncio.wait_for(running, 5)


async def never() -> bool:
    return False


async def heard_by_redis() -> bool:
    async with Redis.from_url(settings.REDIS) as redis:
        return bool((await redis.pubsub_numsub(channel()))[0][1])


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    end = time.monotonic() + 5
    while not await condition():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.02)


async def rung(to: list[str], about: str) -> None:
    async with Redis.from_url(settings.REDIS) as redis:
        await redis.publish(channel(), json.dumps({"to": to, "about": about}))


def played(scene: Callable[[], Awaitable[None]]) -> None:
    """Run a scene in a loop of its own, with a hub of its own."""

    async def play() -> None:
        events.hub = events.Hub()
        try:
            await scene()
        finally:
            if events.hub.listener:
                events.hub.listener.cancel()

    asyncio.run(play())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "method", "status"),
    [
        ("", "GET", 403),
        ("ticket=forged", "GET", 403),
        ("ticket=%ff%00", "GET", 403),
        (f"ticket={signing.dumps({'person': 1, 'desk': True}, salt='other')}", "GET", 403),
        ("ticket=any", "POST", 405),
    ],
)
def test_without_a_good_ticket_nothing_is_heard(query: str, method: str, status: int) -> None:
    async def scene() -> None:
        call = Call("/events/", query, method)
        await asgi.application(call.scope, call.receive, call.send)
        assert call.status == status

    played(scene)


def test_a_ticket_is_good_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = events.ticket(5, works_on_desk=False)
    assert events.doorbells_of(shown) == {"person:5"}
    later = time.time() + events.TICKET_SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    with pytest.raises(signing.SignatureExpired):
        events.doorbells_of(shown)


@pytest.mark.django_db
def test_everyone_hears_what_is_for_them_once_however_often_it_rings() -> None:
    async def scene() -> None:
        async with (
            opened(events.ticket(5, works_on_desk=False)) as requester,
            opened(events.ticket(6, works_on_desk=True)) as agent,
        ):
            for to, about in [
                (["desk"], "incident-1"),
                (["desk"], "incident-1"),
                (["person:5"], "bell"),
                (["person:7"], "bell-of-another"),
                (["desk", "person:5"], "incident-2"),
            ]:
                await rung(to, about)
            await asyncio.sleep(events.GATHERED_SECONDS * 3)
        assert requester.told[1:] == ["bell", "incident-2"]
        assert agent.told[1:] == ["incident-1", "incident-2"]

    played(scene)


def test_a_storm_is_told_as_one_word() -> None:
    stream = events.Stream({"desk"})
    for number in range(10_000):
        stream.hear(f"incident-{number}")
    assert list(stream.rung) == [events.EVERYTHING]


@pytest.mark.django_db
def test_streams_end_when_the_server_is_to_stop() -> None:
    async def scene() -> None:
        async with opened(events.ticket(5, works_on_desk=True)) as call:
            await asyncio.to_thread(live.end_all)
            await until(lambda: _over(call))

    async def _over(call: Call) -> bool:
        return call.sent[-1].get("more_body") is False

    played(scene)


@pytest.mark.django_db
def test_a_stream_lasts_until_its_rights_are_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST", 0)

    async def scene() -> None:
        call = Call("/events/", f"ticket={events.ticket(5, works_on_desk=True)}")
        await asyncio.wait_for(asgi.application(call.scope, call.receive, call.send), 5)
        assert call.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}

    played(scene)


def test_a_ticket_needs_an_account_and_a_server_that_has_streams(client: Client, cast: Cast) -> None:
    assert client.get("/live/ticket").status_code == 302
    client.force_login(cast.agent)
    assert client.get("/live/ticket").status_code == 204
    address = client.get("/live/ticket", **{"asgi.scope": {}}).json()["address"]
    assert events.doorbells_of(address.removeprefix("/events/?ticket=").replace("%3A", ":")) == {
        "desk",
        live.person(cast.agent.pk),
    }
    client.force_login(cast.requester)
    address = client.get("/live/ticket", **{"asgi.scope": {}}).json()["address"]
    assert events.doorbells_of(address.removeprefix("/events/?ticket=").replace("%3A", ":")) == {
        live.person(cast.requester.pk)
    }


def test_headers_that_would_pass_for_others_and_odd_queries_do_not_reach_django() -> None:
    call = Call("/", "q=\xff&x=a%20b", headers=[(b"x_forwarded_proto", b"https"), (b"accept", b"*/*")])
    told = asgi._as_wsgi_wants_it(call.scope)
    assert told["headers"] == [(b"accept", b"*/*")]
    assert told["query_string"] == b"q=%FF&x=a%20b"


def test_where_redis_is_away_nobody_waits_for_it(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REDIS = "redis://127.0.0.1:1/0"
    made = live.redis.__wrapped__()
    monkeypatch.setattr(live, "redis", lambda: made)
    monkeypatch.setattr(live._Line, "silent_until", 0.0)
    live._publish("{}")
    assert live._Line.silent_until > time.monotonic()
    monkeypatch.setattr(live, "redis", lambda: pytest.fail("it rang again at once"))
    live._publish("{}")
