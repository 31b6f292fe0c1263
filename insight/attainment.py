"""How many promises were kept (SPEC I1, I6), by SQL over the clocks a person may see.

*Attainment* = kept ÷ (kept + missed + run out and still open). A promise belongs to the period in which it was kept or
missed, an open one that ran out to the period in which it ran out. Cancelled ones promise nothing and do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from insight.periods import Period
from people.models import User
from sla.choices import GOING, AgreementKind, Status
from sla.models import Clock

GROUPS = {
    "priority": (_("How many promises were kept, by priority?"), "priority", "priority"),
    "measure": (_("… by what was promised?"), "measure", "measure"),
    "service": (_("… by service?"), "incident__service__name", "incident__service_id"),
    "team": (_("… by team?"), "incident__owning_team__name", "incident__owning_team_id"),
    "agreement": (_("… by agreement?"), "agreement__name", "agreement_id"),
    "organisation": (
        _("… by organisation?"),
        "incident__requester__organisation__name",
        "incident__requester__organisation_id",
    ),
}
"""code → title, what names a group, what tells it apart."""
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


def compared(user: User, period: Period) -> tuple[Share, Share]:
    """This period, and the one before."""
    return share(judged(user, period.begin)), share(judged(user, period.before, period.begin))


def by(user: User, period: Period, group: str) -> list[Share]:
    """The shares of each group, the ones with the most missed first."""
    _title, name, key = GROUPS[group]
    rows = (
        judged(user, period.begin)
        .values(group_name=F(name), group_key=F(key))
        .annotate(kept=Count("pk", filter=Q(status=Status.MET)), judged=Count("pk"))
        .order_by(F("kept") - F("judged"), "group_name")
    )
    return [
        Share(row["kept"], row["judged"], _named(group, row["group_name"]), str(row["group_key"] or ""))
        for row in rows[:MOST_GROUPS]
    ]


def in_group(clocks: QuerySet[Clock], group: str, key: str) -> QuerySet[Clock]:
    """The clocks of one group; an unknown group narrows nothing."""
    if group not in GROUPS:
        return clocks
    column = GROUPS[group][2]
    if not key:
        return clocks.filter(**{f"{column}__isnull": True})
    if column.endswith("_id"):
        return clocks.filter(**{column: int(key)}) if key.isdecimal() and len(key) < 12 else clocks.none()
    return clocks.filter(**{column: key[:20]})


def _named(group: str, name: Any) -> str:
    if not name:
        return "–"
    labels: dict[str, Any] = {
        "priority": Clock._meta.get_field("priority"),
        "measure": Clock._meta.get_field("measure"),
    }
    return str(dict(labels[group].flatchoices).get(name, name)) if group in labels else gettext(name)
