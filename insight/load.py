"""What is open now: what ran out or will, how old it is, and who has it (SPEC I1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from people.models import Team, User

WITHIN = timedelta(hours=1)
LATE, SOON = "late", "soon"
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


@dataclass(frozen=True)
class Load:
    """What is open: all, with a promise that ran out, with one that does within the hour; by age, team and person."""

    urgent: dict[str, int]
    ages: list[Pile]
    teams: list[Pile]
    people: list[Pile]


def load(user: User, now: datetime) -> Load:
    """The load at this moment, as far as this person may see, in one pass over what is open."""
    counted = (
        _open(user)
        .annotate(age=_age(now), promise=_promise(now))
        .values_list("owning_team_id", "assignee_id", "age", "promise")
        .annotate(count=Count("pk"))
        .order_by()
    )
    urgent, ages = Counter({"open": 0, LATE: 0, SOON: 0}), Counter[int]()
    teams, people = _Piles(), _Piles()
    for team, person, age, promise, count in counted:
        urgent["open"] += count
        urgent[promise] += count
        ages[age] += count
        teams.add(team, count, is_late=promise == LATE)
        if person is not None:
            people.add(person, count, is_late=promise == LATE)
    del urgent[""]
    named = [Pile(str(name), ages[place]) for place, (_days, name) in enumerate(AGES)]
    return Load(dict(urgent), named, teams.named(Team), people.named(User))


class _Piles:
    """Open and late incidents by whose they are."""

    def __init__(self) -> None:
        self.open: Counter[int | None] = Counter()
        self.late: Counter[int | None] = Counter()

    def add(self, key: int | None, count: int, *, is_late: bool) -> None:
        self.open[key] += count
        self.late[key] += count if is_late else 0

    def named(self, model: type[Team | User]) -> list[Pile]:
        """The fullest first."""
        fullest = self.open.most_common(MOST)
        names = model._default_manager.in_bulk([key for key, _count in fullest if key])
        found = [(str(names[key]) if key in names else gettext("none"), key, count) for key, count in fullest]
        found.sort(key=lambda each: (-each[2], each[0]))
        return [Pile(name, count, self.late[key], str(key or "")) for name, key, count in found]


def _age(now: datetime) -> Case:
    """The place in ``AGES`` of how long an incident is open."""
    bounds = [
        When(detected_at__gte=now - timedelta(days=days), then=Value(n)) for n, (days, _name) in enumerate(AGES[:-1])
    ]
    return Case(*bounds, default=Value(len(AGES) - 1))


def _promise(now: datetime) -> Case:
    """Whether a promise ran out, or does within the hour."""
    ran_out, runs_out = Q(standing__due_at__lt=now), Q(standing__due_at__lt=now + WITHIN)
    return Case(When(ran_out, then=Value(LATE)), When(runs_out, then=Value(SOON)), default=Value(""))


def _open(user: User) -> QuerySet[Incident]:
    return Incident.counted_for(user).open()
