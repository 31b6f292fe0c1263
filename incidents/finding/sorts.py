"""The orders a list of incidents can have. Apps above add theirs from their ``apps.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from incidents.models import Incident, IncidentQuerySet
from records import keyset

Prepare = Callable[[IncidentQuerySet], IncidentQuerySet]


@dataclass(frozen=True)
class Sort:
    """Columns for ``keyset.page``, and what the rows need to have them."""

    order: tuple[str, ...]
    prepare: Prepare = lambda rows: rows

    def page(self, rows: IncidentQuerySet, after: str, size: int) -> tuple[list[Incident], str]:
        """One page in this order, and the cursor of the next (empty at the end)."""
        return keyset.page(self.prepare(rows), self.order, after, size)


USUAL = "-changed"
SORTS: dict[str, Sort] = {
    "-changed": Sort(("-changed_at", "-id")),
    "changed": Sort(("changed_at", "id")),
    "priority": Sort(("priority", "-id")),
    "-priority": Sort(("-priority", "-id")),
    "reference": Sort(("id",)),
    "-reference": Sort(("-id",)),
}
