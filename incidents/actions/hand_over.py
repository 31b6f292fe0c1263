from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from incidents import rules
from incidents.actions.assignee import check_assignee, name_on_confidential
from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import State
from incidents.entries import HandedOver
from incidents.models import Incident
from people.models import Team, User
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def hand_over(
    incident: Incident,
    *,
    by: Actor,
    team: Team | None = None,
    person: User | None = None,
    reason: str = "",
    why: dict[str, Any] | None = None,
    seen: int | None = None,
) -> Incident:
    """Give it to another team, another person, or both, and say why (A5).

    Counted, but for the first person who takes it off the team's pile. In diagnosis somebody always has it: where only
    a team is named, its lead takes it. A confidential one is handed to a named person only. ``why`` is what a rule of
    assignment says for its choice: rule, among, load.
    """
    with acting_on(incident, by=by, verb="hand_over", seen=seen) as row:
        to_team = team or row.owning_team
        to_person = person if person or not team or team == row.owning_team else _default_person(row, team)
        _check(row, to_team, to_person, reason)
        what = HandedOver(
            team=to_team.pk if to_team else 0,
            person=to_person.pk if to_person else None,
            from_team=row.owning_team_id,
            from_person=row.assignee_id,
            level=rules.functional_level(to_team) if to_team else None,
            counted=_is_counted(row, to_team, to_person),
            why=why,
            message=_written(row, reason, by),
        )
        row.team_handover_count += to_team != row.owning_team
        row.handover_count += what.counted
        row.owning_team, row.assignee, row.functional_level = to_team, to_person, what.level
        row.handed_over()
        name_on_confidential(row, to_person)
        record(row, what, by=by)
    return row


def _default_person(row: Incident, team: Team) -> User | None:
    return team.lead if row.state == State.IN_DIAGNOSIS else None


def _check(row: Incident, team: Team | None, person: User | None, reason: str) -> None:
    wants = Wants()
    wants(team != row.owning_team or person != row.assignee, "team", _("It is there already. Choose another."))
    if row.state == State.IN_DIAGNOSIS or row.is_confidential:
        wants(person, "person", _("Choose who takes it; this team has no lead to take it by default."))
    wants(
        is_text(reason) or not _is_counted(row, team, person), "reason", _("Say why, so that they can go on at once.")
    )
    wants.check()
    if person:
        check_assignee(person, "person")


def _is_counted(row: Incident, team: Team | None, person: User | None) -> bool:
    return team != row.owning_team or (row.assignee_id is not None and person != row.assignee)


def _written(row: Incident, reason: str, by: Actor) -> int | None:
    if not is_text(reason):
        return None
    return write_message(row, Role.REASON, reason, by=by, visibility=Visibility.INTERNAL).pk
