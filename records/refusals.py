"""Why an act is refused. Each face maps these once to its own answer (page, JSON, mail)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from records.models import Entry


class Refusal(Exception):
    """An act that does not take place. ``message`` says why and what to do, in the reader's language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(Refusal):
    """The actor has no right to do this (403)."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("You do not have the right to do this."))


class NotNow(Refusal):
    """The subject's state does not allow this now (409)."""


class Changed(Refusal):
    """Others acted on the subject since the person looked (409); ``entries`` says what they did."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(_("This changed while you were writing. Look at what is new, then send again."))
        self.entries = list(entries)


class Invalid(Refusal):
    """What was given is not enough or not possible (422); ``errors`` maps each field to its messages."""

    def __init__(self, errors: Mapping[str, str | Sequence[str]]) -> None:
        self.errors = {name: [said] if isinstance(said, str) else list(said) for name, said in errors.items()}
        super().__init__(" ".join(line for lines in self.errors.values() for line in lines))


class OutsideAction(RuntimeError):
    """A programming error: something tried to change a subject without going through its door."""
