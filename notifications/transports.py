"""How a kind of row is delivered. Each medium registers its own; faults say whether trying again makes sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notifications.models import OutboxRow

Transport = Callable[["OutboxRow"], None]
_transports: dict[str, Transport] = {}


class Temporary(Exception):
    """Not now: it is tried again later."""


class Permanent(Exception):
    """Never: trying again would not help."""


def transport(kind: str) -> Callable[[Transport], Transport]:
    """Register what delivers rows of this kind: it returns when done, or raises."""

    def register(deliver: Transport) -> Transport:
        _transports[kind] = deliver
        return deliver

    return register


def transport_of(kind: str) -> Transport:
    """The transport of a kind; raises Permanent where there is none."""
    try:
        return _transports[kind]
    except KeyError:
        raise Permanent(f"nothing delivers {kind!r}") from None
