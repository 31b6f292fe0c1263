"""The rights table is changed whole or not at all, recorded, and never locks everybody out."""

from __future__ import annotations

import pytest

from people.actions import change_rights
from people.models import Right, Role
from people.rights import may
from records.models import Entry
from records.refusals import Changed, Invalid, NotAllowed
from tests.cast import Cast


def rights_of(code: str) -> set[tuple[str, str]]:
    return set(Right.objects.filter(role__code=code).values_list("activity", "scope"))


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def test_the_right_to_administer_moves_from_one_role_to_another_in_one_go(cast: Cast) -> None:
    manager, administrator = role("manager"), role("administrator")
    change_rights(
        {
            administrator: rights_of("administrator") - {("administer", "any")},
            manager: rights_of("manager") | {("administer", "any")},
        },
        by=cast.by("administrator"),
    )
    assert may(cast.by("manager"), "administer")
    assert not may(cast.by("administrator"), "administer")
    told = {entry.subject_id: entry.data for entry in Entry.objects.filter(kind="kept.rights_changed")}
    assert told[manager.pk] == {"given": ["administer:any"], "taken": []}
    assert told[administrator.pk] == {"given": [], "taken": ["administer:any"]}


def test_a_table_that_locks_everybody_out_changes_nothing(cast: Cast) -> None:
    before = rights_of("agent")
    table = {role("agent"): [("classify", "team")], role("administrator"): [("view", "any")]}
    with pytest.raises(Invalid):
        change_rights(table, by=cast.by("administrator"))
    assert rights_of("agent") == before
    assert not Entry.objects.filter(subject_type="role").exists()


@pytest.mark.parametrize(
    "pair", [("classify", "everywhere"), ("fly", "any"), ("administer", "own"), ("register", "team")]
)
def test_a_right_that_means_nothing_is_refused(cast: Cast, pair: tuple[str, str]) -> None:
    with pytest.raises(Invalid):
        change_rights({role("manager"): [pair]}, by=cast.by("administrator"))


def test_a_table_without_a_difference_leaves_no_entry(cast: Cast) -> None:
    change_rights({role(code): rights_of(code) for code in ("agent", "manager")}, by=cast.by("administrator"))
    assert not Entry.objects.filter(subject_type="role").exists()


def test_who_did_not_see_the_latest_table_is_told_of_it(cast: Cast) -> None:
    by, manager = cast.by("administrator"), role("manager")
    seen = {manager.pk: manager.entry_number}
    change_rights({manager: [("view", "any"), ("review", "any")]}, by=by, seen=seen)
    with pytest.raises(Changed):
        change_rights({manager: [("view", "any")]}, by=by, seen=seen)
    assert rights_of("manager") == {("view", "any"), ("review", "any")}


@pytest.mark.parametrize("who", ["requester", "agent", "manager", "monitor"])
def test_only_an_administrator_changes_rights(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        change_rights({role("agent"): [("administer", "any")]}, by=cast.by(who))
