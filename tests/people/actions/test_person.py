"""Accounts are opened and changed through one door, recorded, and somebody always stays administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import authenticate

from people.actions import add, add_person, change_person
from people.actors import actor_for, machine
from people.models import Right, Role, Team, User
from records.history import history
from records.models import Entry, Subject
from records.recording import fold
from records.refusals import Changed, Invalid, NotAllowed, Refusal
from tests.cast import Cast
from tests.threads import at_once


def entries(row: Subject) -> list[Entry]:
    return list(Entry.objects.about(row))


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def test_a_new_account_says_its_roles_and_teams_and_nothing_personal(cast: Cast) -> None:
    by = cast.by("administrator")
    person = add_person(
        by=by, email=" New@Example.com ", name=" Putri Ayu ", phone="0812", roles=[role("agent")], teams=[cast.desk]
    )
    assert (person.email, person.name) == ("new@example.com", "Putri Ayu")
    assert set(person.roles.all()) == {role("agent")}
    assert person.team_ids == {cast.desk.pk}
    (entry,) = entries(person)
    assert entry.kind == "kept.added"
    assert not any(told in str(entry.data) for told in ("Putri", "0812", "example.com"))
    assert [line.text for line in history(person, internal=True)] == ["added this (+ Agent; + Service Desk)"]


def test_a_change_says_what_moved_and_folds_to_the_row(cast: Cast) -> None:
    person = add_person(by=cast.by("administrator"), email="p@example.com", name="Putri", roles=[role("agent")])
    changed = change_person(
        person,
        by=cast.by("administrator"),
        fields={"phone": "0812", "language": "en", "email": "Putri@Example.com"},
        related={"roles": [role("specialist")], "teams": [cast.network]},
    )
    assert changed.email == "putri@example.com"
    last = entries(changed)[-1]
    assert last.data["fields"] == ["email", "language", "phone", "roles", "teams"]
    assert not any(told in str(last.data) for told in ("0812", "example.com"))
    assert fold(entries(changed)) == {name: value for name, value in changed.snapshot().items() if value is not None}
    line = history(changed, internal=True)[-1]
    assert line.text == "changed E-mail, Language, Phone, Roles (+ Specialist, − Agent), Teams (+ Jaringan)"
    assert [(each.label, each.new) for each in line.changes] == [("Language", "English")]


def test_a_change_of_nothing_leaves_no_entry(cast: Cast) -> None:
    by = cast.by("administrator")
    before = len(entries(cast.agent))
    change_person(
        cast.agent, by=by, fields={"name": cast.agent.name, "is_active": True}, related={"teams": [cast.desk]}
    )
    assert len(entries(cast.agent)) == before


def test_a_new_password_is_recorded_without_the_password(cast: Cast) -> None:
    change_person(cast.agent, by=cast.by("administrator"), fields={}, password="correct horse battery")
    assert authenticate(username="agent@cast.example", password="correct horse battery") == cast.agent
    last = entries(cast.agent)[-1]
    assert last.data["fields"] == ["password"]
    assert "horse" not in str(last.data) and "md5" not in str(last.data)


@pytest.mark.parametrize("fields", [{"name": ""}, {"email": "nobody"}, {"email": "SPECIALIST@cast.example"}, {"language": "fr"}, {"time_zone": "Nowhere"}])  # fmt: skip
def test_an_impossible_value_is_refused_at_its_field_and_nothing_is_changed(cast: Cast, fields: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        change_person(cast.agent, by=cast.by("administrator"), fields={"phone": "1", **fields})
    assert set(refused.value.errors) == set(fields) or "This e-mail has an account already." in refused.value.message
    assert User.objects.get(pk=cast.agent.pk).phone == ""
    assert entries(cast.agent) == []


def test_who_did_not_see_the_latest_change_is_told_of_it(cast: Cast) -> None:
    by = cast.by("administrator")
    seen = cast.agent.entry_number
    change_person(cast.agent, by=by, fields={"phone": "1"}, seen=seen)
    with pytest.raises(Changed) as refused:
        change_person(cast.agent, by=by, fields={"phone": "2"}, seen=seen)
    assert [entry.data["fields"] for entry in refused.value.entries] == [["phone"]]
    assert User.objects.get(pk=cast.agent.pk).phone == "1"


def test_nobody_switches_off_their_own_account(cast: Cast) -> None:
    cast.agent.roles.add(role("administrator"))
    with pytest.raises(Invalid) as refused:
        change_person(cast.administrator, by=cast.by("administrator"), fields={"is_active": False})
    assert set(refused.value.errors) == {"is_active"}


def test_another_administrator_may_be_switched_off_but_not_the_last(cast: Cast) -> None:
    cast.agent.roles.add(role("administrator"))
    change_person(cast.administrator, by=cast.by("agent"), fields={"is_active": False})
    assert not User.objects.get(pk=cast.administrator.pk).is_active
    with pytest.raises(Invalid) as refused:
        change_person(cast.agent, by=cast.by("agent"), fields={}, related={"roles": [role("agent")]})
    assert set(refused.value.errors) == {"roles"}
    assert role("administrator") in cast.agent.roles.all()


def test_a_switched_off_account_cannot_sign_in_and_keeps_its_record(cast: Cast) -> None:
    change_person(cast.stranger, by=cast.by("administrator"), fields={"is_active": False})
    assert authenticate(username="stranger@cast.example", password="demo") is None
    assert [entry.changes for entry in entries(cast.stranger)] == [{"is_active": [True, False]}]


def test_a_machine_takes_people_in_but_makes_no_administrator(cast: Cast) -> None:
    robot = machine("Import")
    person = add_person(by=robot, email="a@example.com", name="A", roles=[role("requester"), role("agent")])
    assert person.roles.count() == 2
    with pytest.raises(NotAllowed):
        add_person(by=robot, email="b@example.com", name="B", roles=[role("administrator")])
    with pytest.raises(NotAllowed):
        change_person(person, by=robot, fields={"name": "C"})
    assert not User.objects.filter(email="b@example.com").exists()


@pytest.mark.parametrize("who", ["requester", "agent", "incident_manager", "manager"])
def test_only_who_may_takes_people_in(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        add_person(by=cast.by(who), email="x@example.com", name="X")
    with pytest.raises(NotAllowed):
        add(Team(name="X"), by=cast.by(who))


def test_two_administrators_who_switch_each_other_off_at_once_do_not_both_succeed(real_cast: Cast) -> None:
    cast = real_cast
    cast.agent.roles.add(role("administrator"))
    pairs = [("administrator", cast.agent), ("agent", cast.administrator)]

    def switch_off(who: str, other: User) -> Callable[[], User]:
        by = actor_for(User.objects.get(pk=getattr(cast, who).pk))
        return lambda: change_person(other, by=by, fields={"is_active": False})

    results = at_once(*(switch_off(who, other) for who, other in pairs))
    assert sum(isinstance(result, Refusal) for result in results) == 1
    held = Right.objects.filter(activity="administer").values("role_id")
    assert User.objects.filter(is_active=True, roles__in=held).count() == 1
