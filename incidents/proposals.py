"""What a report's plain answers say about impact and urgency: proposed to whoever classifies, decided by them (A3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from incidents.choices import Hindrance
from incidents.models import Incident, Level
from incidents.models.priority import Axis

MANY, SOME = 20, 2
"""From so many affected people on it reaches far, or further than one person."""


@dataclass(frozen=True)
class Proposal:
    """Levels of impact and urgency, or None where nothing was answered; ``why`` repeats the answers."""

    impact: int | None
    urgency: int | None
    why: str = ""


def proposed(incident: Incident, levels: dict[Axis, list[Level]]) -> Proposal:
    """Read impact from how many are affected, urgency from whether they can work; ``levels`` by axis, highest first."""
    impact = _step(_reach(incident.affected_count), levels[Axis.IMPACT])
    urgency = _step(_haste(incident.hindrance), levels[Axis.URGENCY])
    return Proposal(impact, urgency, _why(incident) if impact or urgency else "")


def _reach(affected: int | None) -> float | None:
    """How far down the scale, from 0 (the highest) to 1."""
    if affected is None:
        return None
    return 0 if affected >= MANY else 0.5 if affected >= SOME else 1


def _haste(hindrance: str) -> float | None:
    return (
        {Hindrance.STOPPED: 0, Hindrance.HARD: 0.5, Hindrance.NONE: 1}.get(Hindrance(hindrance)) if hindrance else None
    )


def _step(share: float | None, levels: list[Level]) -> int | None:
    if share is None or not levels:
        return None
    return levels[round(share * (len(levels) - 1))].value


def _why(incident: Incident) -> str:
    told = []
    if incident.hindrance:
        told.append(_("can work: %(answer)s") % {"answer": incident.get_hindrance_display()})
    if incident.affected_count is not None:
        told.append(_("affected: %(count)d") % {"count": incident.affected_count})
    return _("Proposed from the report – %(answers)s.") % {"answers": ", ".join(told)}
