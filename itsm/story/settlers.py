"""Settles the company: organisations, people, teams, services, items, through the actions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from incidents.choices import HoldReason
from incidents.models import CannedAnswer
from itsm.story.company import ANSWERS, COMPANY, ITEMS, REQUESTERS, SERVICES, SHIFTS, STAFF, SUPPLIERS, TEAMS
from people.actions import add, add_person, change, change_person
from people.actors import actor_for
from people.models import Organisation, Role, Shift, Team, User
from records.actors import Actor
from records.choices import Via
from services.actions import change_service
from services.models import ConfigurationItem, Service

PASSWORD = "demo"  # noqa: S105 - the demo's accounts are public


@dataclass
class Settled:
    """Everybody and everything by name."""

    people: dict[str, User] = field(default_factory=dict)
    requesters: list[User] = field(default_factory=list)
    teams: dict[str, Team] = field(default_factory=dict)
    members: dict[str, list[User]] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    items: list[tuple[str, str, ConfigurationItem]] = field(default_factory=list)

    def items_at(self, place: str, service: str) -> list[ConfigurationItem]:
        """The first item of a service at a place, if there is one."""
        return [item for where, of, item in self.items if where == place and of == service][:1]


def _answers(by: Actor) -> None:
    for name, indonesian, english, waits in ANSWERS:
        answer = CannedAnswer(name=name, indonesian=indonesian, english=english)
        if waits:
            answer.hold_reason, answer.hold_days = HoldReason.REQUESTER, 3
        add(answer, by=by)


def settle() -> Settled:
    """The company as it stands on the first day."""
    settled = Settled()
    roles = {role.code: role for role in Role.objects.all()}
    admin = _first_administrator(roles)
    by = actor_for(admin, Via.DEMO)
    company = add(Organisation(name=COMPANY), by=by)
    suppliers = {name: add(Organisation(name=name, kind="supplier"), by=by) for name in SUPPLIERS}
    for name, tier, _lead, supplier in TEAMS:
        settled.teams[name] = add(Team(name=name, tier=tier, organisation=suppliers.get(supplier)), by=by)
    _staff(settled, by, admin, company, suppliers, roles)
    _requesters(settled, by, company, roles)
    for name, _tier, lead, _supplier in TEAMS:
        settled.teams[name] = change(settled.teams[name], by=by, fields={"lead": settled.people[lead]})
    for name, begins, ends, email in SHIFTS:
        shift = Shift(name=name, team=settled.teams["Dukungan Toko"], days="0 1 2 3 4 5 6", begins=begins, ends=ends)
        add(shift, by=by, related={"people": [settled.people[email]]})
    _answers(by)
    _services(settled, by)
    for name, kind, service, place in ITEMS:
        item = ConfigurationItem(name=name, kind=kind, location=place)
        item = add(item, by=by, related={"services": [settled.services[service]]})
        settled.items.append((place, service, item))
    return settled


def _first_administrator(roles: dict[str, Role]) -> User:
    """Somebody must open the first accounts; this one is opened by the set-up itself."""
    admin = User.objects.create_user("admin@example.com", PASSWORD, name="Yusuf Hidayat", language="id")
    admin.roles.set([roles["administrator"]])
    return admin


def _staff(
    settled: Settled,
    by: Actor,
    admin: User,
    company: Organisation,
    suppliers: dict[str, Organisation],
    roles: dict[str, Role],
) -> None:
    of_team = {name: suppliers[supplier] for name, _tier, _lead, supplier in TEAMS if supplier}
    for email, name, codes, team, job in STAFF:
        given = [roles[code] for code in codes.split()]
        teams = [settled.teams[team]] if team else []
        if email == "admin":
            fields = {"job_title": job, "organisation": company}
            person = change_person(admin, by=by, fields=fields, related={"roles": given})
        else:
            person = add_person(
                by=by, email=f"{email}@example.com", name=name, password=PASSWORD, roles=given, teams=teams,
                job_title=job, organisation=of_team.get(team, company), language="id",
            )  # fmt: skip
        settled.people[email] = User.objects.get(pk=person.pk)
        if team:
            settled.members.setdefault(team, []).append(settled.people[email])


def _requesters(settled: Settled, by: Actor, company: Organisation, roles: dict[str, Role]) -> None:
    manager = settled.people["manager"]
    for name, job in REQUESTERS:
        email = f"{re.sub(r'[^a-z]+', '.', name.lower())}@example.com"
        person = add_person(
            by=by, email=email, name=name, password=PASSWORD, roles=[roles["requester"]], job_title=job,
            location=job.split(",")[-1].strip(), organisation=company, manager=manager, language="id",
        )  # fmt: skip
        settled.requesters.append(person)
    settled.requesters += [settled.people["requester"]] * 3


def _services(settled: Settled, by: Actor) -> None:
    for name, what, is_core, owner, team, approval, _needs in SERVICES:
        service = Service(
            name=name, description=what, is_core=is_core, owner=settled.people[owner],
            default_team=settled.teams[team], requests_need_approval=approval,
        )  # fmt: skip
        settled.services[name] = add(service, by=by)
    for name, _what, _core, _owner, _team, _approval, needs in SERVICES:
        if needs:
            related = {"depends_on": [settled.services[need] for need in needs]}
            settled.services[name] = change_service(settled.services[name], by=by, fields={}, related=related)
