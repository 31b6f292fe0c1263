"""Who may do what (SPEC J1): the default table, whole, and what each scope reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.actors import actor_for, machine
from people.defaults import ROLES
from people.models import Membership, Right, Role, Team, User
from people.rights import ACTIVITIES, SCOPES, may, reaches_of, scopes_of
from records.actors import Actor
from tests.cast import Cast

COLUMNS = [
    "requester", "agent", "specialist", "incident_manager", "major_incident_manager", "problem_manager",
    "knowledge_manager", "service_owner", "supplier_contact", "manager", "administrator", "machine",
]  # fmt: skip
TABLE = """
            req       agent       spec  im   mim  pm   km   owner     supplier  mgr  admin  machine
detect      any       -           any   -    -    -    -    -         -         -    -      any
register    own       any         -     any  -    -    -    -         -         -    -      any
classify    -         any         any   -    -    -    -    -         -         -    -      any
diagnose    -         first_line  any   -    -    -    -    -         engaged   -    -      any
resolve     -         first_line  any   -    -    -    -    -         -         -    -      any
hand_over   -         any         any   any  -    -    -    -         engaged   -    -      any
hold        -         any         any   any  -    -    -    -         engaged   -    -      any
communicate -         any         -     any  -    -    -    -         -         -    -      any
reply       own       -           -     -    -    -    -    -         -         -    -      -
note        -         any         any   any  any  any  any  any       engaged   -    -      any
confirm     own       any         -     any  -    -    -    -         -         -    -      any
reject      own       any         -     -    -    -    -    -         -         -    -      -
close       -         any         -     any  -    -    -    -         -         -    -      any
reopen      own       any         -     any  -    -    -    -         -         -    -      any
cancel      -         any         any   any  -    -    -    -         -         -    -      any
withdraw    own       -           -     -    -    -    -    -         -         -    -      -
approve     approver  -           -     -    -    -    -    approver  -         -    -      -
review      -         -           -     any  -    -    -    any       -         -    -      -
amend       -         any         any   any  -    -    -    -         -         -    -      any
restrict    -         any         any   any  -    -    -    -         -         -    -      -
erase       -         -           -     -    -    -    -    -         -         -    any    -
view        own+approver any      any   any  any  any  any  any       engaged   any  any    any
write_articles   - any       any   any  any  any  any  any       -         -    any    -
publish_articles - -         -     -    -    -    any  -         -         -    any    -
enrol       -         -           -     -    -    -    -    -         -         -    any    any
oversee     -         -           -     any  -    -    -    -         -         -    any    -
administer  -         -           -     -    -    -    -    -         -         -    any    -
"""
"""The practice's table (SPEC J1) as it is shipped; whoever changes a default changes it here too."""

ROWS = {
    cells[0]: dict(zip(COLUMNS, cells[1:], strict=True)) for cells in map(str.split, TABLE.strip().splitlines()[1:])
}
CELLS = [(role, activity) for activity in ROWS for role in COLUMNS]


@dataclass
class Matter:
    """Something that work is done on, as rights see it."""

    owning_team: Team | None = None
    assignee_id: int | None = None
    organisation_id: int | None = None
    concerned: set[int | None] = field(default_factory=set)
    approvers: set[int | None] = field(default_factory=set)

    @property
    def owning_team_id(self) -> int | None:
        return self.owning_team.pk if self.owning_team else None

    def concerns(self, person_id: int | None) -> bool:
        return person_id in self.concerned

    def approver_ids(self) -> set[int | None]:
        return self.approvers


def test_the_table_is_whole() -> None:
    assert list(ROWS) == list(ACTIVITIES)
    assert [code for code, _name in ROLES] == COLUMNS
    assert {scope for row in ROWS.values() for cell in row.values() for scope in cell.split("+")} <= {*SCOPES, "-"}


@pytest.mark.parametrize(("role", "activity"), CELLS)
def test_a_role_has_the_default_rights_of_the_practice(db: None, role: str, activity: str) -> None:
    held = set(Right.objects.filter(role__code=role, activity=activity).values_list("scope", flat=True))
    assert held == set(ROWS[activity][role].split("+")) - {"-"}


def reached(cast: Cast) -> dict[str, tuple[Matter, Matter]]:
    """For each scope a matter that it reaches for the specialist, and one that it does not."""
    me, other = cast.specialist.pk, cast.stranger.pk
    flat = Team.objects.create(name="Flat")
    Membership.objects.create(team=flat, person=cast.specialist)
    theirs = Team.objects.create(name="Theirs, flat")
    return {
        "any": (Matter(), Matter()),
        "own": (Matter(concerned={me}), Matter(concerned={other}, assignee_id=me, owning_team=cast.network)),
        "organisation": (
            Matter(organisation_id=cast.specialist.organisation_id),
            Matter(organisation_id=cast.supplier.organisation_id, concerned={me}),
        ),
        "first_line": (Matter(owning_team=flat), Matter(owning_team=theirs, assignee_id=me)),
        "team": (Matter(owning_team=cast.network), Matter(owning_team=cast.desk, assignee_id=me)),
        "engaged": (Matter(assignee_id=me), Matter(owning_team=cast.desk, concerned={me})),
        "approver": (Matter(approvers={me}), Matter(approvers={other}, concerned={me})),
    }


def only(scope: str, activity: str) -> Role:
    role = Role.objects.create(code="only", name="Only")
    Right.objects.create(role=role, activity=activity, scope=scope)
    return role


def holding(person: User, role: Role) -> Actor:
    person.roles.set([role])
    return actor_for(User.objects.get(pk=person.pk))


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_reaches_so_far_and_no_further(cast: Cast, scope: str) -> None:
    inside, outside = reached(cast)[scope]
    by = holding(cast.specialist, only(scope, "amend"))
    assert may(by, "amend", inside)
    assert may(by, "amend", outside) == (scope == "any")
    assert may(by, "amend") == (scope == "any")
    assert not may(by, "close", inside)


def test_first_line_is_the_team_of_tier_one_and_nobody_elses(cast: Cast) -> None:
    by = holding(cast.stranger, only("first_line", "diagnose"))
    assert may(by, "diagnose", Matter(owning_team=cast.desk))
    assert not may(by, "diagnose", Matter(owning_team=cast.network))
    assert not may(by, "diagnose", Matter())


def test_engaged_is_also_who_belongs_to_the_team_that_owns_it(cast: Cast) -> None:
    by = holding(cast.supplier, only("engaged", "hold"))
    assert may(by, "hold", Matter(owning_team=cast.vendor))
    assert not may(by, "hold", Matter(owning_team=cast.network))


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_one_who_reports_needs_no_subject_yet(cast: Cast, activity: str) -> None:
    by = holding(cast.stranger, only("own", activity))
    assert may(by, activity) == (activity in {"detect", "register", "write_articles"})


@pytest.mark.parametrize("scope", SCOPES)
def test_a_machine_belongs_to_no_team_and_is_concerned_by_nothing(cast: Cast, scope: str) -> None:
    Right.objects.filter(role__code="machine").delete()
    Right.objects.create(role=Role.objects.get(code="machine"), activity="amend", scope=scope)
    nobodys = Matter(owning_team=cast.network, concerned={None}, approvers={None})
    assert may(machine("Prometheus"), "amend", nobodys) == (scope == "any")


def test_rights_of_all_roles_add_up(cast: Cast) -> None:
    cast.agent.roles.set(Role.objects.filter(code__in=["agent", "supplier_contact"]))
    assert scopes_of(User.objects.get(pk=cast.agent.pk), "diagnose") == {"first_line", "engaged"}


def test_who_is_switched_off_may_nothing(cast: Cast) -> None:
    cast.administrator.is_active = False
    assert not any(may(actor_for(cast.administrator), activity) for activity in ACTIVITIES)


def test_who_has_no_role_may_nothing(cast: Cast) -> None:
    cast.stranger.roles.clear()
    nobody = actor_for(User.objects.get(pk=cast.stranger.pk))
    mine = Matter(concerned={cast.stranger.pk}, approvers={cast.stranger.pk}, assignee_id=cast.stranger.pk)
    assert not any(may(nobody, activity, mine) for activity in ACTIVITIES)


def test_rights_and_teams_are_asked_once_per_actor(cast: Cast) -> None:
    by, robot = cast.by("supplier"), machine("Zabbix")
    matters = [Matter(owning_team=cast.vendor), Matter(owning_team=cast.network), Matter()]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for activity in ACTIVITIES:
            for matter in matters:
                may(by, activity, matter)
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        for activity in ACTIVITIES:
            may(robot, activity, matters[0])
    assert len(asked) == 1


def test_only_scopes_that_mean_something_are_offered() -> None:
    assert list(reaches_of("administer")) == ["any"]
    assert list(reaches_of("register")) == ["any", "own"]
    assert reaches_of("view") == SCOPES
    shipped = {
        (activity, scope) for activity, row in ROWS.items() for cell in row.values() for scope in cell.split("+")
    }
    assert all(scope in reaches_of(activity) for activity, scope in shipped if scope != "-")
