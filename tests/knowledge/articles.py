"""Articles brought to a state through the actions, the only way there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from knowledge import actions
from knowledge.models import Article
from people.models import Role, User
from records.actors import Actor
from tests.cast import Cast

TEXT = "## Steps\n\nOpen the settings, choose *VPN*, press **Connect**."


def fields(**said: Any) -> dict[str, Any]:
    return {"title": "Connect to the VPN", "summary": "From home.", "body": TEXT, "language": "en", **said}


def drafted(cast: Cast, by: str = "agent", **said: Any) -> Article:
    return actions.draft(by=cast.by(by), **fields(**said))


def in_review(cast: Cast, **said: Any) -> Article:
    return actions.send_to_review(drafted(cast, **said), by=cast.by("agent"))


def published(cast: Cast, **said: Any) -> Article:
    return actions.publish(in_review(cast, **said), by=publisher(cast))


def rewritten(cast: Cast, **said: Any) -> Article:
    return actions.write(published(cast, **said), by=cast.by("agent"), body="Another text.")


def retired(cast: Cast, **said: Any) -> Article:
    return actions.retire(published(cast, **said), by=publisher(cast), why="Replaced.")


def publisher(cast: Cast) -> Actor:
    return cast.by("administrator")


def knowledge_manager(cast: Cast) -> User:
    person = User.objects.create_user("km@cast.example", "demo", name="Lina Halim", language="en")
    person.roles.set(Role.objects.filter(code__in=["knowledge_manager", "requester"]))
    return person


STATES: dict[str, Callable[[Cast], Article]] = {
    "draft": drafted,
    "in_review": in_review,
    "published": published,
    "rewritten": rewritten,
    "retired": retired,
}
