"""What administrators keep: rights, people, teams, services, the matrix; recorded, and never locked out of."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from incidents.actions.administration import add_category, change_category, set_matrix
from incidents.models import Category
from incidents.rules import matrix
from people.actions import add, add_person, change, change_person, change_rights, set_preferences
from people.defaults import RIGHTS, ROLES
from people.models import Right, Role, Team, User
from people.rights import ACTIVITIES, SCOPES, may
from records.models import Entry
from records.refusals import Invalid, NotAllowed
from services.actions import change_service
from services.models import Service
from tests.cast import Cast


@pytest.mark.django_db
def test_the_default_rights_are_the_practices_table() -> None:
    held = {(right.role.code, right.activity, right.scope) for right in Right.objects.select_related("role")}
    wanted = {
        (role, activity, scope)
        for activity, scopes in RIGHTS.items()
        for scope, roles in scopes.items()
        for role in roles.split()
    }
    assert held == wanted
    assert {role for role, _activity, _scope in held} == {code for code, _name in ROLES}


def test_every_default_right_is_about_something_that_exists() -> None:
    assert set(RIGHTS) == set(ACTIVITIES)
    assert {scope for scopes in RIGHTS.values() for scope in scopes} <= set(SCOPES)


@pytest.mark.parametrize("who", ["requester", "agent", "manager", "incident_manager", "monitor"])
def test_only_an_administrator_changes_what_is_kept(cast: Cast, who: str) -> None:
    by = cast.by(who)
    for act in (
        lambda: change(cast.desk, by=by, fields={"name": "x"}),
        lambda: change_person(cast.agent, by=by, fields={"name": "x"}),
        lambda: change_rights({Role.objects.get(code="agent"): []}, by=by),
        lambda: set_matrix({(1, 1): "P4"}, by=by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_change_is_recorded_without_personal_values(cast: Cast) -> None:
    change_person(cast.agent, by=cast.by("administrator"), fields={"phone": "0812345", "language": "id"})
    entry = Entry.objects.filter(subject_type="person", subject_id=cast.agent.pk).latest("number")
    assert entry.data["fields"] == ["language", "phone"]
    assert "0812345" not in str(entry.data)


def test_the_last_administrator_stays_and_nobody_switches_themselves_off(cast: Cast) -> None:
    by = cast.by("administrator")
    with pytest.raises(Invalid):
        change_person(cast.administrator, by=by, fields={}, related={"roles": []})
    with pytest.raises(Invalid):
        change_person(cast.administrator, by=by, fields={"is_active": False})
    with pytest.raises(Invalid):
        change_rights({Role.objects.get(code="administrator"): []}, by=by)
    assert may(cast.by("administrator"), "administer")


def test_a_right_that_is_given_counts_at_once(cast: Cast) -> None:
    role = Role.objects.get(code="manager")
    change_rights({role: [("classify", "any")]}, by=cast.by("administrator"))
    assert may(cast.by("manager"), "classify")
    assert not may(cast.by("manager"), "view", None)


def test_an_address_has_one_account_whatever_its_capitals(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        add_person(by=cast.by("administrator"), email="AGENT@cast.example", name="x")
    assert "email" in refused.value.errors
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Agent@Cast.Example", name="x")


def test_a_wrong_time_zone_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        set_preferences(cast.agent, by=cast.by("agent"), language="id", theme="dark", time_zone="Mars/Olympus")
    assert set(refused.value.errors) == {"time_zone"}


def test_nobody_sets_the_preferences_of_another(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        set_preferences(cast.agent, by=cast.by("administrator"), language="id", theme="dark", time_zone="UTC")


def test_services_never_depend_on_each_other_in_a_circle(cast: Cast) -> None:
    by = cast.by("administrator")
    bottom = add(Service(name="Network"), by=by)
    middle = change_service(cast.service, by=by, fields={}, related={"depends_on": [bottom]})
    top = change_service(cast.core, by=by, fields={}, related={"depends_on": [middle]})
    assert {service.name for service in bottom.affected_by()} == {"E-mail", "Point of sale"}
    for service, needs in ((bottom, top), (bottom, bottom)):
        with pytest.raises(Invalid):
            change_service(service, by=by, fields={}, related={"depends_on": [needs]})


def test_a_category_moves_with_all_below_it(cast: Cast) -> None:
    by = cast.by("administrator")
    hardware, software = Category.objects.get(path="Hardware"), Category.objects.get(path="Software")
    add_category(Category(name="Laser", parent=Category.objects.get(path="Hardware › Printer")), by=by)
    change_category(hardware, by=by, fields={"parent": software})
    assert Category.objects.get(name="Laser").path == "Software › Hardware › Printer › Laser"
    with pytest.raises(Invalid):
        change_category(
            Category.objects.get(path="Software"), by=by, fields={"parent": Category.objects.get(name="Laser")}
        )


def test_the_matrix_is_data(cast: Cast) -> None:
    set_matrix({(1, 1): "P2", (3, 3): "P4"}, by=cast.by("administrator"))
    assert matrix()[1, 1] == "P2"
    with pytest.raises(Invalid):
        set_matrix({(1, 1): "P9"}, by=cast.by("administrator"))


def test_a_name_that_is_taken_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        add(Team(name="Jaringan"), by=cast.by("administrator"))
    assert "name" in refused.value.errors
