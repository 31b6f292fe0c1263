"""Same fault, many reports: open incidents of the last hours that read alike, with why (C7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from incidents.choices import OPEN_STATES, Kind
from incidents.models import Incident
from people.models import User

WINDOW = timedelta(hours=24)
NEWEST = 200
"""So many of the newest reports are compared."""
BURST = timedelta(minutes=60)
TEXT, SERVICE, CATEGORY, PLACE, TOGETHER = 60, 15, 10, 10, 15
"""What each likeness is worth: the text in full, the same service, category, place, and within an hour of each other."""
ALIKE = 65
"""From so much on it is offered: like words alone do not reach it, nor does anything without like words."""
MANY = 3


@dataclass(frozen=True)
class Alike:
    """One that may be the same fault; ``score`` of 110, ``why`` in words, ``is_near`` in time."""

    incident: Incident
    score: int
    why: str
    is_near: bool


def alike(incident: Incident, user: User) -> list[Alike]:
    """The most alike first, of what this person may see; nothing for a request, what is over, or under a parent already."""
    if incident.kind == Kind.REQUEST or incident.is_over or incident.parent_id:
        return []
    near = Incident.visible_to(user).filter(
        state__in=OPEN_STATES, kind=incident.kind, parent=None,
        detected_at__gte=incident.detected_at - WINDOW, detected_at__lte=incident.detected_at + WINDOW,
    )  # fmt: skip
    listed = near.exclude(pk=incident.pk).select_related("requester").order_by("-detected_at")[:NEWEST]
    compared = (compare(incident, other) for other in listed)
    return sorted((each for each in compared if each.score >= ALIKE), key=lambda each: (-each.score, each.incident.pk))


def compare(one: Incident, other: Incident) -> Alike:
    """How alike two are."""
    words = max(fuzz.token_set_ratio(_said(one), _said(other)), _in_titles(one, other))
    score, why = words * TEXT / 100, []
    is_near = abs(one.detected_at - other.detected_at) <= BURST
    if words >= 60:
        why.append(_("like words"))
    for worth, holds, name in (
        (SERVICE, one.service_id and one.service_id == other.service_id, _("same service")),
        (CATEGORY, one.category_id and one.category_id == other.category_id, _("same category")),
        (PLACE, _place(one) and _place(one) == _place(other), _("same place")),
        (TOGETHER, is_near, _("within an hour")),
    ):
        if holds:
            score += worth
            why.append(name)
    return Alike(other, round(score), ", ".join(why), is_near)


def _in_titles(one: Incident, other: Incident) -> float:
    return fuzz.token_sort_ratio(one.title, other.title, processor=utils.default_process)


def _said(incident: Incident) -> str:
    return utils.default_process(f"{incident.title} {incident.description}"[:600])


def _place(incident: Incident) -> str:
    return incident.requester.location.strip().lower() if incident.requester else ""
