"""What people said, by whose work it was and when: one pass over one index, however many were asked (SPEC G3).

Whoever asks must see everything; what is confidential and not theirs is left out. Anonymous answers show from five on,
and only in the whole: a narrower look never has them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Avg, Count, F, QuerySet
from django.db.models.functions import MD5
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.models import Category, Incident
from people.models import Team, User
from people.rights import scopes_of
from services.models import Service
from surveys.figures import FEWEST, Pile, together
from surveys.models import Answer, Invitation, Part, Wording

GROUPS: dict[str, tuple[Any, str, Any]] = {
    "team": (_("How content are people, by team?"), "team_id", Team),
    "service": (_("… by service?"), "service_id", Service),
    "category": (_("… by category?"), "category_id", Category),
    "agent": (_("… by who resolved it?"), "agent_id", User),
}
"""code → title, column, the model that names it."""
PERIODS = {"month": (_("30 days"), 30), "quarter": (_("90 days"), 90), "year": (_("A year"), 365)}
COLUMNS = [*(column for _title, column, _model in GROUPS.values()), "bucket"]
COUNTING = """
    WITH counted AS (
        SELECT team_id, service_id, category_id, agent_id, is_anonymous, score, sent_at IS NOT NULL AS is_asked,
            date_trunc(%s, created_at AT TIME ZONE %s)::date AS bucket, count(*) AS many
        FROM ({asked}) AS asked GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    )
    SELECT {columns}, is_anonymous, {counts}, grouping({columns})
    FROM counted GROUP BY is_anonymous, GROUPING SETS ({sets}, ())
"""
"""Counted once by all columns, which PostgreSQL does in parallel, then added up for each of them."""
COUNTS = ["is_asked", "is_asked AND score IS NOT NULL", *(f"score = {score}" for score in range(1, 6))]
MOST = 30
COMMENTS = 20


@dataclass(frozen=True)
class Narrow:
    """What the results are about: a period, and perhaps one group."""

    period: str
    now: datetime
    group: str = ""
    key: str = ""

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=PERIODS[self.period][1])

    @property
    def bucket(self) -> str:
        return "month" if self.period == "year" else "week"

    @property
    def is_whole(self) -> bool:
        return self.group not in GROUPS


@dataclass(frozen=True)
class Row:
    """One group by its name."""

    name: str
    key: str
    pile: Pile


@dataclass(frozen=True)
class Results:
    """Everything of one period. ``left_out`` are anonymous answers that do not show yet."""

    whole: Pile
    groups: dict[str, list[Row]]
    trend: list[tuple[date, Pile]]
    left_out: int
    has_anonymous: bool


def asked(user: User, narrow: Narrow) -> QuerySet[Invitation]:
    """The invitations of the period that this person may count; none for whoever does not see all."""
    if "any" not in scopes_of(user, "view"):
        return Invitation.objects.none()
    found = Invitation.objects.filter(created_at__gte=narrow.since, created_at__lte=narrow.now)
    if hidden := Incident.kept_from(user):
        found = found.exclude(incident_id__in=hidden)
    return found if narrow.is_whole else _in_group(found, narrow)


def _in_group(found: QuerySet[Invitation], narrow: Narrow) -> QuerySet[Invitation]:
    column = GROUPS[narrow.group][1]
    if not narrow.key:
        return found.filter(is_anonymous=False, **{f"{column}__isnull": True})
    is_number = narrow.key.isascii() and narrow.key.isdecimal() and len(narrow.key) < 12
    return found.filter(is_anonymous=False, **{column: int(narrow.key)}) if is_number else found.none()


def results(user: User, narrow: Narrow) -> Results:
    """The figures: as many queries as there are ways of grouping, however much was said."""
    named, nameless = _counted(asked(user, narrow), narrow)
    whole, left_out = together(named[""], nameless[""])
    groups = {code: _rows(code, *together(named[code], nameless[code])) for code in GROUPS}
    trend, _few = together(named["bucket"], nameless["bucket"])
    by_time = [(date.fromisoformat(key), trend[key]) for key in sorted(trend)]
    return Results(whole.get("", Pile()), groups, by_time, left_out, bool(nameless[""]))


Piles = dict[str, dict[str, Pile]]


def _counted(found: QuerySet[Invitation], narrow: Narrow) -> tuple[Piles, Piles]:
    """Named and anonymous ones by way of grouping and group; the whole is the group without a name of the way without one."""
    named: Piles = defaultdict(dict)
    nameless: Piles = defaultdict(dict)
    columns = ("team_id", "service_id", "category_id", "agent_id", "is_anonymous", "sent_at", "score", "created_at")
    try:
        inner, told = found.order_by().values(*columns).query.sql_with_params()
    except EmptyResultSet:
        return named, nameless
    sets = ", ".join(f"({column})" for column in COLUMNS)
    counts = ", ".join(f"coalesce(sum(many) FILTER (WHERE {each}), 0)::int" for each in COUNTS)
    sql = COUNTING.format(columns=", ".join(COLUMNS), asked=inner, sets=sets, counts=counts)
    with connection.cursor() as cursor:
        cursor.execute(sql, [narrow.bucket, str(narrow.now.tzinfo), *told])
        for row in cursor.fetchall():
            place = _place(row[-1])
            way = [*GROUPS, "bucket", ""][place]
            key = "" if place == len(COLUMNS) or row[place] is None else str(row[place])
            pile = Pile(row[len(COLUMNS) + 1], row[len(COLUMNS) + 2], list(row[len(COLUMNS) + 3 : -1]))
            (nameless if row[len(COLUMNS)] else named)[way][key] = pile
    return named, nameless


def _place(mask: int) -> int:
    """By which column a row is grouped: of PostgreSQL's mask only its bit is unset; one past the last: by none."""
    for place in range(len(COLUMNS)):
        if not mask & (1 << (len(COLUMNS) - 1 - place)):
            return place
    return len(COLUMNS)


def _rows(code: str, piles: dict[str, Pile], _left_out: int) -> list[Row]:
    """The groups most was said about, by name."""
    fullest = sorted(piles, key=lambda key: (-piles[key].count, -piles[key].asked, key))[:MOST]
    model = GROUPS[code][2]
    names = model._default_manager.in_bulk([int(key) for key in fullest if key])
    return [Row(str(names[int(key)]) if key else gettext("none"), key, piles[key]) for key in fullest]


@dataclass(frozen=True)
class Asked:
    """One of the further questions, in its newest words: how many answered it, and their mean."""

    words: str
    code: str
    count: int
    mean: float


def further(user: User, narrow: Narrow) -> list[Asked]:
    """What was said to the further questions, in whatever words they were asked."""
    counted = (
        Part.objects.filter(answer__invitation__in=asked(user, narrow))
        .values_list("wording__question", "answer__invitation__is_anonymous")
        .annotate(count=Count("pk"), mean=Avg("score"))
        .order_by()
    )
    sums: dict[int, list[float]] = defaultdict(lambda: [0, 0.0])
    for question, is_anonymous, count, mean in counted:
        if not is_anonymous or count >= FEWEST:
            sums[question][0] += count
            sums[question][1] += count * float(mean)
    newest = Wording.objects.select_related("question").filter(question__in=sums)
    latest = newest.order_by("question__position", "question_id", "-number").distinct(
        "question__position", "question_id"
    )
    return [
        Asked(str(each), each.question.code, int(sums[each.question_id][0]), total / count)
        for each in latest
        for count, total in [sums[each.question_id]]
        if count
    ]


def comments(user: User, narrow: Narrow) -> QuerySet[Answer]:
    """What people wrote under their names, about incidents this person may see; in no order."""
    found = Answer.objects.exclude(comment="").filter(at__gte=narrow.since, invitation__is_anonymous=False)
    if not narrow.is_whole:
        found = found.filter(invitation__in=asked(user, narrow))
    visible = found.filter(invitation__incident__in=Incident.visible_to(user))
    return visible.select_related("invitation__incident", "invitation__team", "invitation__person")


def nameless_comments(user: User, narrow: Narrow) -> list[str]:
    """What people wrote without their names, in no order that says when; nothing until there are enough of them."""
    if not narrow.is_whole:
        return []
    nameless = asked(user, narrow).filter(is_anonymous=True)
    if nameless.exclude(score=None)[:FEWEST].count() < FEWEST:
        return []
    found = Answer.objects.exclude(comment="").filter(invitation__in=nameless)
    mixed = found.annotate(mixed=MD5(F("comment"))).order_by("mixed")
    return list(mixed.values_list("comment", flat=True)[:COMMENTS])
