"""What an act cannot do without: collects what is missing and refuses once, at the fields."""

from __future__ import annotations

from django.utils.translation import gettext as _

from records.refusals import Invalid


class Wants:
    """``wants(bool, field, message)`` for every need, then ``check()``: raises Invalid naming all that is missing."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def __call__(self, holds: object, field: str, message: str = "") -> None:
        if not holds:
            self.errors.setdefault(field, message or _("This is needed."))

    def check(self) -> None:
        """Raise Invalid if anything is missing."""
        if self.errors:
            raise Invalid(self.errors)


def is_text(text: str) -> bool:
    """Whether anything was written."""
    return bool(text and text.strip())
