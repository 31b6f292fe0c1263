"""What is open now: what ran out or will, how old it is, and who has it (SPEC I1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from people.models import User

SOON = timedelta(hours=1)
AGES = [
    (1, _("up to a day")),
    (3, _("1 to 3 days")),
    (7, _("3 to 7 days")),
    (30, _("7 to 30 days")),
    (0, _("over 30 days")),
]
MOST = 10


@dataclass(frozen=True)
class Pile:
    """So many open incidents of one kind; ``late`` of them have a promise that ran out."""

    name: str
    count: int
    late: int = 0
    key: str = ""


def urgent(user: User, now: datetime) -> dict[str, int]:
    """How many open incidents have a promise that ran out, and how many one that does within the hour."""
    found = _open(user).aggregate(
        open=Count("pk"),
        late=Count("pk", filter=Q(standing__due_at__lt=now)),
        soon=Count("pk", filter=Q(standing__due_at__gte=now, standing__due_at__lt=now + SOON)),
    )
    return {name: int(count) for name, count in found.items()}


def by_age(user: User, now: datetime) -> list[Pile]:
    """Open incidents by how long ago they were detected."""
    bounds, names = [now - timedelta(days=days) for days, _name in AGES[:-1]], [name for _days, name in AGES]
    within = [Q(detected_at__gte=bounds[0])]
    within += [Q(detected_at__lt=newer, detected_at__gte=older) for newer, older in pairwise(bounds)]
    within.append(Q(detected_at__lt=bounds[-1]))
    counted = _open(user).aggregate(**{f"age{n}": Count("pk", filter=each) for n, each in enumerate(within)})
    return [Pile(str(name), counted[f"age{n}"]) for n, name in enumerate(names)]


def by_team(user: User, now: datetime) -> list[Pile]:
    """Open incidents by the team that owns them, the fullest first."""
    return _piles(_open(user), "owning_team__name", "owning_team_id", now)


def by_person(user: User, now: datetime) -> list[Pile]:
    """Open incidents by who has them, the fullest first."""
    return _piles(_open(user).exclude(assignee=None), "assignee__name", "assignee_id", now)


def _piles(rows: QuerySet[Incident], name: str, key: str, now: datetime) -> list[Pile]:
    counted = (
        rows.values(pile_name=F(name), pile_key=F(key))
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(standing__due_at__lt=now)))
        .order_by("-open", "pile_name")[:MOST]
    )
    return [Pile(row["pile_name"] or "–", row["open"], row["late"], str(row["pile_key"] or "")) for row in counted]


def _open(user: User) -> QuerySet[Incident]:
    return Incident.visible_to(user).open()
