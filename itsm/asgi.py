"""The one door of the web server: ``/events/`` to the streams, everything else to Django in a fixed pool of threads.

Django stays synchronous: under ASGI it would open a database session for each request (DESIGN, *One port*).
"""

from __future__ import annotations

from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware

from itsm import events
from itsm.events import Receive, Scope, Send
from itsm.wsgi import application as django

THREADS = 4
"""Requests that one process works on at a time; each thread keeps its connection to the database."""
_django = WSGIMiddleware(django, workers=THREADS)  # type: ignore[arg-type]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Give a request to whom it belongs."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["path"] == "/events/":
        await events.application(scope, receive, send)
    else:
        await _django(_as_wsgi_wants_it(scope), _coroutine(receive), send)  # type: ignore[arg-type]


async def _live(receive: Receive, send: Send) -> None:
    while True:
        told = (await receive())["type"]
        await send({"type": f"{told}.complete"})
        if told == "lifespan.shutdown":
            return


def _as_wsgi_wants_it(scope: Scope) -> Scope:
    """Without headers that would pass for others (``X_Forwarded_Proto``), and with a query of plain ASCII."""
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    query = quote_from_bytes(scope["query_string"], safe="!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").encode()
    return {**scope, "headers": headers, "query_string": query}


def _coroutine(receive: Receive) -> Receive:
    """Granian's ``receive`` returns a future of its own, and only a coroutine can be handed to the loop from a thread."""

    async def received() -> object:
        return await receive()

    return received  # type: ignore[return-value]
