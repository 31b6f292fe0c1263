"""Pure decisions: what follows from what is known."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.choices import Priority
from incidents.models import Incident, PriorityRule
from people.models import Team

SUPPLIER_LEVEL = 4


@dataclass(frozen=True)
class Decision:
    """A priority, and the rule it comes from: matrix, core (a core service down for everyone) or override."""

    priority: str
    rule: str


def priority(incident: Incident, override: str = "") -> Decision:
    """The priority by the matrix (A3); P1 by itself where a core service is down for everyone; a person's word over both."""
    if override:
        return Decision(override, "override")
    if incident.is_down_for_everyone and incident.service and incident.service.is_core:
        return Decision(Priority.P1, "core")
    return Decision(matrix().get((incident.impact, incident.urgency), Priority.P3), "matrix")


def matrix() -> dict[tuple[int | None, int | None], str]:
    """(impact, urgency) → priority, as the administrator set it."""
    return {(rule.impact, rule.urgency): rule.priority for rule in PriorityRule.objects.all()}


def functional_level(team: Team) -> int | None:
    """L1–L3 by the tier of the team, 4 for a supplier's, None for a flat team (A5)."""
    if team.organisation and team.organisation.is_supplier:
        return SUPPLIER_LEVEL
    return team.tier


def title_from(text: str) -> str:
    """A title out of a description: its first line, shortened at a word."""
    first = next((line.strip("#*-> \t") for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= 100 else first[:100].rsplit(" ", 1)[0] + " …"
