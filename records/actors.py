"""Who acts. One value for a person and a machine alike, so that no act is ever nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from records.choices import ActorKind


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Someone or something that acts, on whose behalf, and through which channel.

    ``person_id`` is the account of a person, None for a machine. ``moment`` is set only where the past is replayed
    (an import, the demo story): the act is then recorded at that time, and the time of writing beside it.
    ``correlation`` ties together the entries of one request. ``memo`` keeps what was looked up about this actor.
    """

    kind: str
    name: str
    via: str
    person_id: int | None = None
    on_behalf_of: int | None = None
    moment: datetime | None = None
    correlation: UUID = field(default_factory=uuid4)
    user: Any = field(default=None, compare=False, repr=False)
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def at(self) -> datetime:
        """When the act takes place: now, unless the past is replayed."""
        return self.moment or timezone.now()

    @property
    def is_machine(self) -> bool:
        return self.kind == ActorKind.MACHINE

    def at_moment(self, moment: datetime) -> Actor:
        """The same actor, acting at ``moment`` (aware), as an act of its own."""
        return replace(self, moment=moment, correlation=uuid4())

    def for_person(self, person_id: int | None) -> Actor:
        """The same actor, acting on behalf of somebody: an agent who takes a call, say."""
        return replace(self, on_behalf_of=person_id)
