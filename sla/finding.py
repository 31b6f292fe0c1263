"""What clocks add to the filter language and to the orders of lists (B6)."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from incidents.finding.sorts import SORTS, Sort
from incidents.finding.values import Asker, ahead
from incidents.finding.words import Word, flag, word
from incidents.models import IncidentQuerySet
from sla.models import NEVER

SOON = timedelta(hours=1)


@flag("late")
def late(asker: Asker) -> Q:
    """A promise that still counts has run out."""
    return Q(standing__due_at__lt=asker.now)


@flag("soon")
def soon(asker: Asker) -> Q:
    """A promise runs out within the hour."""
    return Q(standing__due_at__gte=asker.now, standing__due_at__lt=asker.now + SOON)


def _due(value: str, asker: Asker) -> Q:
    if value.lower() == "none":
        return Q(standing__due_at=NEVER)
    return ahead("standing__due_at")(value, asker) & Q(standing__due_at__lt=NEVER)


def _with_due(rows: IncidentQuerySet) -> IncidentQuerySet:
    # An inner join, so that the index over due times gives the order: every incident has a standing.
    return rows.filter(standing__due_at__lte=NEVER).annotate(due_at=F("standing__due_at"))


word(Word("due", gettext_lazy("Time left"), _due, ("tenggat",), lambda: ["<1h", "today", "none"]))
SORTS["due"] = Sort(("due_at", "-id"), _with_due)
SORTS["-due"] = Sort(("-due_at", "-id"), _with_due)
