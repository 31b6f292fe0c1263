"""Actors out of accounts and machines."""

from __future__ import annotations

from datetime import datetime

from people.models import User
from records.actors import Actor
from records.choices import ActorKind, Via


def actor_for(
    user: User, via: str = Via.DESK, on_behalf_of: int | None = None, moment: datetime | None = None
) -> Actor:
    """The person as an actor, through a channel."""
    return Actor(
        kind=ActorKind.PERSON,
        name=user.name,
        via=via,
        person_id=user.pk,
        on_behalf_of=on_behalf_of,
        moment=moment,
        user=user,
    )


def machine(name: str, via: str = Via.SYSTEM, moment: datetime | None = None) -> Actor:
    """A machine as an actor; its rights are those of the role *machine*."""
    return Actor(kind=ActorKind.MACHINE, name=name, via=via, moment=moment)
