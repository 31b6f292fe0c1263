"""How many promises were kept (SPEC I1, I6), by SQL over the clocks a person may see.

*Attainment* = kept ÷ (kept + missed + run out and still open). A promise belongs to the period in which it was kept or
missed, an open one that ran out to the period in which it ran out. Cancelled ones promise nothing and do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from insight.periods import Period
from people.models import Organisation, Team, User
from services.models import Service
from sla.choices import GOING, AgreementKind, Status
from sla.models import Agreement, Clock

GROUPS = {
    "priority": (_("How many promises were kept, by priority?"), "priority", None),
    "measure": (_("… by what was promised?"), "measure", None),
    "service": (_("… by service?"), "service_id", Service),
    "team": (_("… by team?"), "team_id", Team),
    "agreement": (_("… by agreement?"), "agreement_id", Agreement),
    "organisation": (_("… by organisation?"), "organisation_id", Organisation),
}
"""code → title, the clock's column that tells a group apart, the model that names it."""
COLUMNS = [column for _title, column, _model in GROUPS.values()]
GROUPING = """
    WITH counted AS (
        SELECT {columns}, count(*) FILTER (WHERE status = 'met') AS kept, count(*) AS judged
        FROM ({judged}) AS judged GROUP BY {columns}
    )
    SELECT {columns}, sum(kept)::int, sum(judged)::int, grouping({columns})
    FROM counted GROUP BY GROUPING SETS ({sets})
"""
"""Counted once by all columns, which PostgreSQL does in parallel, then added up for each of them."""
MOST_GROUPS = 12


@dataclass(frozen=True)
class Share:
    """``kept`` out of ``judged``; ``percent`` is None where nothing was judged."""

    kept: int
    judged: int
    name: str = ""
    key: str = ""

    @property
    def missed(self) -> int:
        return self.judged - self.kept

    @property
    def percent(self) -> int | None:
        return round(100 * self.kept / self.judged) if self.judged else None


def judged(user: User, since: datetime, until: datetime | None = None) -> QuerySet[Clock]:
    """The SLA clocks that were kept, missed or ran out in [since, until)."""
    over = Q(status__in=(Status.MET, Status.MISSED), ended_at__gte=since)
    ran_out = Q(status__in=GOING, breached_at__gte=since)
    if until is not None:
        over &= Q(ended_at__lt=until)
        ran_out &= Q(breached_at__lt=until)
    return Clock.visible_to(user).filter(over | ran_out, kind=AgreementKind.SLA)


def share(clocks: QuerySet[Clock]) -> Share:
    """Kept out of judged."""
    found = clocks.aggregate(kept=Count("pk", filter=Q(status=Status.MET)), judged=Count("pk"))
    return Share(found["kept"], found["judged"])


def compared(user: User, periods: Sequence[Period]) -> list[tuple[Share, Share]]:
    """Each period and the one before it, out of one count by day: periods begin at midnights."""
    zone = periods[0].begin.tzinfo
    moment = Case(When(status__in=GOING, then=F("breached_at")), default=F("ended_at"))
    days = (
        judged(user, min(each.before for each in periods))
        .annotate(day=TruncDate(moment, tzinfo=zone))
        .values_list("day")
        .annotate(kept=Count("pk", filter=Q(status=Status.MET)), judged=Count("pk"))
        .order_by()
    )
    counted = list(days)
    return [(_within(counted, each.begin, None), _within(counted, each.before, each.begin)) for each in periods]


def _within(days: list[tuple[date, int, int]], since: datetime, until: datetime | None) -> Share:
    found = [each for each in days if since.date() <= each[0] and (until is None or each[0] < until.date())]
    return Share(sum(kept for _day, kept, _judged in found), sum(judged for _day, _kept, judged in found))


def by_group(user: User, period: Period) -> dict[str, list[Share]]:
    """For each way of grouping its shares, the ones with the most missed first; all of them in one pass."""
    inner, told = judged(user, period.begin).order_by().values_list("status", *COLUMNS).query.sql_with_params()
    sets = ", ".join(f"({column})" for column in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(GROUPING.format(columns=", ".join(COLUMNS), judged=inner, sets=sets), told)
        rows = cursor.fetchall()
    return {code: _shares(code, place, rows) for place, code in enumerate(GROUPS)}


def _shares(code: str, place: int, rows: list[tuple[Any, ...]]) -> list[Share]:
    """The rows grouped by the ``place``-th column: of PostgreSQL's mask only its bit is unset."""
    mask = (1 << len(COLUMNS)) - 1 - (1 << (len(COLUMNS) - 1 - place))
    found = [(row[place], row[-3], row[-2]) for row in rows if row[-1] == mask]
    found.sort(key=lambda row: row[0] if GROUPS[code][2] is None else row[1] - row[2])
    shown = found[:MOST_GROUPS]
    names = _names(code, [key for key, _kept, _judged in shown])
    return [Share(kept, judged, names.get(key, gettext("none")), str(key or "")) for key, kept, judged in shown]


def _names(code: str, keys: list[Any]) -> dict[Any, str]:
    model: Any = GROUPS[code][2]
    if model is None:
        labels = dict(Clock._meta.get_field(code).flatchoices)  # type: ignore[union-attr]
        return {key: str(labels.get(key, key)) for key in keys}
    return {pk: gettext(row.name) for pk, row in model._default_manager.in_bulk([key for key in keys if key]).items()}


def in_group(clocks: QuerySet[Clock], group: str, key: str) -> QuerySet[Clock]:
    """The clocks of one group; an unknown group narrows nothing."""
    if group not in GROUPS:
        return clocks
    column = GROUPS[group][1]
    if not key:
        return clocks.filter(**{f"{column}__isnull": True})
    if column.endswith("_id"):
        return clocks.filter(**{column: int(key)}) if key.isdecimal() and len(key) < 12 else clocks.none()
    return clocks.filter(**{column: key[:20]})
