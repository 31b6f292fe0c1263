"""What apps above add to the mails of an occasion: made when the mail is made, so that no secret waits in the outbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from people.models import User
from records.models import Entry

More = Callable[[Entry, User], dict[str, Any]]
_more: dict[str, list[More]] = defaultdict(list)


@dataclass(frozen=True)
class Choice:
    """A link that says what it chooses; ``about`` says it in words."""

    label: str
    url: str
    about: str = ""


def adds_to(*occasions: str) -> Callable[[More], More]:
    """Register what these mails carry besides: names for the template, ``headers`` for the letter."""

    def register(more: More) -> More:
        for occasion in occasions:
            _more[occasion].append(more)
        return more

    return register


def added_to(occasion: str, entry: Entry, person: User) -> dict[str, Any]:
    """What the apps above add to this mail to this person."""
    return {name: value for more in _more[occasion] for name, value in more(entry, person).items()}
