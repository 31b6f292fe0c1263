"""Who of a team gets an incident: by turn, by load, by skill; of those who are there (SPEC C4, J2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from incidents import choosing
from incidents.choices import OPEN_STATES
from incidents.models import Category, Incident, Skill, Turn
from people.choices import Assigns
from people.duty import on_duty
from people.models import Team, User


@dataclass(frozen=True)
class Choice:
    """Who was chosen, and why: the rule, how many were there, how many open ones the person has."""

    person: User
    rule: str
    among: int
    load: int


def choose(incident: Incident, team: Team, at: datetime, rule: str = "") -> Choice | None:
    """The member whose it is by the team's rule, or by ``rule``; None where nobody is there.

    Must run in a transaction: the team's turn stays locked until it ends.
    """
    rule = rule or team.assigns
    members = choosing.assignees().filter(memberships__team=team)
    able_to = set(choosing.assignees().values_list("pk", flat=True))  # a deputy may have other rights than who is away
    there = [each for each in on_duty(members, at) if each.pk in able_to]
    if not there:
        return None
    Turn.objects.get_or_create(team=team)
    turn = Turn.objects.select_for_update(no_key=True).get(team=team)
    able = _skilled(there, incident.category) if rule == Assigns.SKILL else there
    if not able:
        able, rule = there, Assigns.LOAD
    loads = _loads(there)
    ordered = _after(able, turn.last_person_id)
    person = ordered[0] if rule == Assigns.TURN else min(ordered, key=lambda each: loads.get(each.pk, 0))
    turn.last_person_id = person.pk
    turn.save(update_fields=["last_person_id"])
    return Choice(person, rule, len(able), loads.get(person.pk, 0))


def _after(people: Sequence[User], last: int | None) -> list[User]:
    """By id, beginning after whoever had the last one."""
    ordered = sorted(people, key=lambda each: each.pk)
    return [each for each in ordered if last is not None and each.pk > last] + [
        each for each in ordered if last is None or each.pk <= last
    ]


def _loads(people: Sequence[User]) -> dict[int, int]:
    """Open incidents of each that do not wait for anything."""
    counted = (
        Incident.objects.filter(assignee__in=people, state__in=OPEN_STATES, hold_reason="")
        .values_list("assignee")
        .annotate(count=Count("pk"))
    )
    return {person: count for person, count in counted if person is not None}


def _skilled(people: Sequence[User], category: Category | None) -> list[User]:
    """Those who are good at the category or at one above it."""
    if category is None:
        return []
    parts = category.path.split(" › ")
    above = [" › ".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    able = Skill.objects.filter(Q(category__path__in=above), person__in=people, is_active=True)
    pks = set(able.values_list("person_id", flat=True))
    return [each for each in people if each.pk in pks]
