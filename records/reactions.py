"""What an entry causes. Apps above register in their ``reactions.py`` and nowhere else (DESIGN, Act → record → react)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.entries import Kind

if TYPE_CHECKING:
    from records.models import Entry

Reaction = Callable[["Entry"], None]


@dataclass(frozen=True)
class Follower:
    """Something that is done after the act has been committed, from a durable row, and tried again when it fails.

    ``where`` says, still in the act, whether there is anything to do.
    """

    name: str
    call: Reaction
    where: Callable[[Entry], bool]


_to_all: list[Reaction] = []
_to_kind: dict[str, list[Reaction]] = defaultdict(list)
_followers: dict[str, list[Follower]] = defaultdict(list)
_by_name: dict[str, Follower] = {}


def reacts_to(*kinds: type[Kind]) -> Callable[[Reaction], Reaction]:
    """Run in the transaction of the act: clocks and outbox rows only. An error stops the act."""

    def register(reaction: Reaction) -> Reaction:
        for kind in kinds:
            _to_kind[kind.code].append(reaction)
        return reaction

    return register


def reacts_to_all(reaction: Reaction) -> Reaction:
    """Run in the transaction of every act, whatever its kind."""
    _to_all.append(reaction)
    return reaction


def _always(entry: Entry) -> bool:
    return True


def follows(*kinds: type[Kind], where: Callable[[Entry], bool] = _always) -> Callable[[Reaction], Reaction]:
    """Run afterwards, at least once, from a durable row: a fault there never keeps the act from taking place.

    ``where`` is asked in the act; it costs little and has no effect of its own.
    """

    def register(reaction: Reaction) -> Reaction:
        follower = Follower(name_of(reaction), reaction, where)
        if follower.name in _by_name:
            raise ValueError(f"follower {follower.name!r} is registered twice")
        _by_name[follower.name] = follower
        for kind in kinds:
            _followers[kind.code].append(follower)
        return reaction

    return register


def name_of(reaction: Reaction) -> str:
    """The name a reaction is stored and documented under: module and function."""
    return f"{reaction.__module__}.{reaction.__qualname__}"


def run(entry: Entry) -> None:
    """Call every reaction to ``entry`` in layer order; an error propagates and stops the act."""
    for reaction in (*_to_kind[entry.kind], *_to_all):
        reaction(entry)


def reactions_to(code: str) -> list[Reaction]:
    """The reactions inside the transaction that an entry of this kind causes, in order."""
    return [*_to_kind[code], *_to_all]


def followers_of(code: str) -> list[Follower]:
    """The followers that an entry of this kind causes, in order."""
    return list(_followers[code])


def follower(name: str) -> Follower:
    """The follower stored under ``name``; raises KeyError where the code no longer has it."""
    return _by_name[name]
