from __future__ import annotations

from django.utils.translation import gettext as _

from incidents import rules
from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import Kind, Priority, State
from incidents.entries import Classified, Reclassified
from incidents.models import Category, Incident
from people.models import Team
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message
from services.models import Service


def classify(
    incident: Incident,
    *,
    by: Actor,
    kind: str,
    category: Category | None,
    impact: int | None,
    urgency: int | None,
    team: Team | None = None,
    service: Service | None = None,
    is_down_for_everyone: bool = False,
    priority: str = "",
    reason: str = "",
    seen: int | None = None,
) -> Incident:
    """Say what it is, how bad, and who owns it (A3). Without a team the category's usual one takes it.

    The priority follows from the matrix, or P1 where a core service is down for everyone; a ``priority`` given by hand
    overrides both and needs a ``reason``, which the record keeps. In diagnosis it stays in diagnosis.
    """
    with acting_on(incident, by=by, verb="classify", seen=seen) as row:
        team = team or (category.team if category else None) or row.owning_team
        _check(kind, category, impact, urgency, team, priority, reason)
        row.kind, row.category, row.impact, row.urgency = kind, category, impact, urgency
        row.owning_team, row.is_down_for_everyone = team, is_down_for_everyone
        row.service = service or row.service
        decision = rules.priority(row, priority)
        row.priority, row.is_priority_overridden = decision.priority, decision.rule == "override"
        row.functional_level = rules.functional_level(team) if team else None
        row.classified_at = row.classified_at or by.at
        entry = Classified if row.state == State.REGISTERED else Reclassified
        _move(row)
        why = (
            write_message(row, Role.REASON, reason, by=by, visibility=Visibility.INTERNAL) if is_text(reason) else None
        )
        record(row, _entry(entry, row, decision.rule, why.pk if why else None), by=by)
    return row


def _check(
    kind: str,
    category: Category | None,
    impact: int | None,
    urgency: int | None,
    team: Team | None,
    priority: str,
    reason: str,
) -> None:
    wants = Wants()
    wants(kind in Kind.values, "kind", _("Say whether this is an incident or a service request."))
    wants(category, "category", _("Choose a category."))
    wants(impact, "impact", _("Say how far it reaches."))
    wants(urgency, "urgency", _("Say how soon it must be solved."))
    wants(team, "team", _("Choose the team that owns it."))
    wants(not priority or priority in Priority.values, "priority", _("Choose one of P1 to P4."))
    wants(not priority or is_text(reason), "reason", _("Say why the priority is set by hand."))
    wants.check()


def _move(row: Incident) -> None:
    if row.state == State.IN_DIAGNOSIS:
        row.reclassified()
    else:
        row.to_classified()


def _entry(
    made: type[Classified | Reclassified], row: Incident, rule: str, message: int | None
) -> Classified | Reclassified:
    return made(
        category=row.category_id,
        impact=row.impact,
        urgency=row.urgency,
        priority=row.priority,
        team=row.owning_team_id,
        rule=rule,
        message=message,
    )
