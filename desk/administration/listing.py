"""The list of one subject: search, in use or not, keyset pages, all read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.administration.subjects import Subject
from records import keyset

PAGE = 50
SHOWS = {"": gettext_lazy("In use"), "ended": gettext_lazy("Out of use"), "all": gettext_lazy("All")}


@dataclass(frozen=True)
class Listing:
    """One address of a list, understood; what cannot be understood is left out."""

    subject: Subject
    text: str = ""
    show: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, subject: Subject) -> Listing:
        """The list that a query string asks for."""
        return cls(
            subject=subject,
            text=query.get("q", "").replace("\x00", "").strip()[:100],
            show=query.get("show", "") if query.get("show") in SHOWS else "",
            after=query.get("after", "")[:400],
        )

    def page(self) -> tuple[list[tuple[Any, list[str]]], str]:
        """The rows of one page, each with its cells, and the cursor of the next."""
        found = self.subject.rows(self.text)
        if self.show != "all":
            found = found.filter(is_active=self.show != "ended")
        rows, more = keyset.page(found, (self.subject.order, "pk"), self.after, PAGE)
        return [(row, [cell(row, name) for name in self.subject.columns]) for row in rows], more

    @property
    def heads(self) -> list[str]:
        """The heads of the columns beside the name."""
        fields = self.subject.model._meta
        return [str(fields.get_field(name).verbose_name) for name in self.subject.columns]  # type: ignore[union-attr]

    @property
    def shows(self) -> dict[str, Any]:
        """What may be shown: code → words."""
        return SHOWS

    @property
    def address(self) -> str:
        """The query string of this list, for its next page."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in (("q", self.text), ("show", self.show)) if value})
        return query.urlencode()


def cell(row: Model, name: str) -> str:
    """What a column shows of a row, in words."""
    in_words = getattr(row, f"get_{name}_display", None)
    value = in_words() if in_words else getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "all"):
        value = ", ".join(str(each) for each in value.all())
    return "–" if value is None or value == "" else str(value)
