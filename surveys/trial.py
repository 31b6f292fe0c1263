"""Whom a policy would have asked: tried on what was closed lately, before it is switched on (as SPEC B7 asks of agreements)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from incidents.models import Incident
from notifications.actions import who_refuses
from surveys.asking import is_drawn
from surveys.models import SurveyPolicy

TRIED = timedelta(days=30)


@dataclass(frozen=True)
class Tried:
    """Of ``closed`` incidents ``asked`` would have been asked about, and ``spared`` not: drawn, but their person was asked lately."""

    closed: int
    asked: int
    spared: int
    days: int = TRIED.days


def policy_trial(form: Any) -> Tried:
    """What a filled form would have come to; confidential incidents are left out."""
    given = form.cleaned_data
    names = ("service", "share", "pause_days", "is_active")
    return trial(SurveyPolicy(**{name: given[name] for name in names}), timezone.now())


def trial(policy: SurveyPolicy, now: datetime) -> Tried:
    """The last thirty days under this policy."""
    closed = list(_closed(policy, now).values_list("pk", "requester_id", "closed_at"))
    drawn = [row for row in closed if policy.is_active and is_drawn(row[0], policy.share)]
    asked = sum(_asked(drawn, policy.pause))
    return Tried(len(closed), asked, len(drawn) - asked)


def _closed(policy: SurveyPolicy, now: datetime) -> QuerySet[Incident]:
    found = Incident.objects.filter(closed_at__gt=now - TRIED, closed_at__lte=now, requester__isnull=False)
    found = found.filter(is_confidential=False, requester__is_active=True).order_by("closed_at")
    if policy.service_id is not None:
        return found.filter(service=policy.service_id)
    others = SurveyPolicy._default_manager.filter(is_active=True, service__isnull=False).values("service")
    return found.exclude(service__in=others)


def _asked(drawn: list[tuple[Any, ...]], pause: timedelta) -> Iterator[bool]:
    refusing = who_refuses("survey")
    last: dict[int, datetime] = {}
    for _pk, person, at in drawn:
        is_asked = person not in refusing and (person not in last or last[person] <= at - pause)
        if is_asked:
            last[person] = at
        yield is_asked
