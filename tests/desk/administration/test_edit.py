"""What an administrator types is saved, or comes back with the reason at the field and what others did meanwhile."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from desk.administration.subjects import SUBJECTS
from people.actions import change, change_person
from people.models import Team, User
from services.models import Service
from tests.cast import Cast


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def fields(client: Client, address: str) -> dict[str, list[str]]:
    """What a browser would send from this form, untouched."""
    form = client.get(address).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        listed = value if isinstance(value, (list, tuple)) else [value]
        plain = [str(getattr(each, "pk", each)) for each in listed if each is not None and each != ""]
        sent[bound.name] = {"True": ["on"], "False": []}.get(str(value), plain)
    return sent


@pytest.mark.parametrize("code", SUBJECTS)
def test_every_list_and_every_empty_form_opens(admin: Client, code: str) -> None:
    assert admin.get(f"/admin/{code}/").status_code == 200
    assert admin.get(f"/admin/{code}/new/").status_code == 200
    assert admin.get(f"/admin/{code}/?q=%00nobody&show=all&after=rubbish").status_code == 200


@pytest.mark.parametrize("code", SUBJECTS)
def test_what_is_missing_is_said_at_the_field(admin: Client, code: str) -> None:
    answer = admin.post(f"/admin/{code}/new/", {})
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_only_administrators_enter(client: Client, cast: Cast) -> None:
    for name in ("requester", "agent", "incident_manager", "supplier"):
        client.force_login(getattr(cast, name))
        assert client.get("/admin/people/").status_code == 403
        assert client.post("/admin/teams/new/", {"name": "Shadow"}).status_code == 403
    assert not Team.objects.filter(name="Shadow").exists()


def test_a_person_is_taken_in_with_roles_and_teams(admin: Client, cast: Cast) -> None:
    given = fields(admin, "/admin/people/new/") | {
        "name": ["Wulan Dari"], "email": ["Wulan@Cast.Example"], "manager": [cast.manager.email],
        "roles": [str(cast.agent.roles.first().pk)], "teams": [str(cast.network.pk)],
    }  # fmt: skip
    answer = admin.post("/admin/people/new/", given)
    assert answer.status_code == 303, answer.context["form"].errors
    person = User.objects.get(email="wulan@cast.example")
    assert (person.manager, list(person.teams.all())) == (cast.manager, [cast.network])


def test_a_second_submit_takes_nobody_in_twice(admin: Client, cast: Cast) -> None:
    given = fields(admin, "/admin/teams/new/") | {"name": ["Kasir"]}
    assert [admin.post("/admin/teams/new/", given).status_code for _turn in range(2)] == [303, 303]
    assert Team.objects.filter(name="Kasir").count() == 1


def test_an_untouched_form_changes_nothing(admin: Client, cast: Cast) -> None:
    for code, row in (("people", cast.specialist), ("services", cast.service), ("teams", cast.network)):
        row.refresh_from_db()
        before = row.entry_number
        assert admin.post(f"/admin/{code}/{row.pk}/", fields(admin, f"/admin/{code}/{row.pk}/")).status_code == 303
        row.refresh_from_db()
        assert row.entry_number == before


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_lost(admin: Client, cast: Cast) -> None:
    address = f"/admin/teams/{cast.network.pk}/"
    given = fields(admin, address) | {"email": ["noc@cast.example"]}
    change(cast.network, by=cast.by("administrator"), fields={"name": "Network Operations"})
    answer = admin.post(address, given)
    assert answer.status_code == 422
    assert "Network Operations" in answer.text or "changed" in answer.text
    assert answer.context["form"]["email"].value() == "noc@cast.example"
    again = given | {"seen": [answer.context["form"]["seen"].value()]}
    assert admin.post(address, again).status_code == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [("nobody at all", "Nobody is called"), ("sa", "Several people"), ("ecialist@cast.example", "Nobody is called")],
)
def test_a_person_who_is_not_found_is_said_at_the_field(admin: Client, cast: Cast, typed: str, said: str) -> None:
    address = f"/admin/teams/{cast.network.pk}/"
    answer = admin.post(address, fields(admin, address) | {"lead": [typed]})
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["lead"][0]


def test_somebody_who_left_stays_chosen_but_is_offered_to_nobody(admin: Client, cast: Cast) -> None:
    change(cast.network, by=cast.by("administrator"), fields={"lead": cast.specialist})
    change_person(cast.specialist, by=cast.by("administrator"), fields={"is_active": False})
    mine = f"/admin/teams/{cast.network.pk}/"
    assert admin.post(mine, fields(admin, mine)).status_code == 303
    other = f"/admin/teams/{cast.desk.pk}/"
    assert admin.post(other, fields(admin, other) | {"lead": [cast.specialist.email]}).status_code == 422


def test_a_circle_of_dependencies_is_refused_at_the_field(admin: Client, cast: Cast) -> None:
    change_to = f"/admin/services/{cast.core.pk}/"
    mine = f"/admin/services/{cast.service.pk}/"
    assert admin.post(mine, fields(admin, mine) | {"depends_on": [str(cast.core.pk)]}).status_code == 303
    answer = admin.post(change_to, fields(admin, change_to) | {"depends_on": [str(cast.service.pk)]})
    assert answer.status_code == 422
    assert "depends_on" in answer.context["form"].errors
    assert not Service.objects.get(pk=cast.core.pk).depends_on.exists()


def test_the_policy_says_what_is_missing(admin: Client, cast: Cast) -> None:
    given = fields(admin, "/admin/policy/") | {"close_without_answer": ["on"], "close_after_days": ["0"]}
    answer = admin.post("/admin/policy/", given)
    assert answer.status_code == 422
    assert "close_after_days" in answer.context["form"].errors
    assert admin.post("/admin/policy/", given | {"close_after_days": ["5"]}).status_code == 303


def test_a_weak_password_is_refused(admin: Client, cast: Cast) -> None:
    address = f"/admin/people/{cast.agent.pk}/"
    answer = admin.post(address, fields(admin, address) | {"password": ["short"]})
    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors


def test_the_page_of_a_row_tells_what_was_changed_and_by_whom(admin: Client, cast: Cast) -> None:
    change(cast.network, by=cast.by("administrator"), fields={"name": "Network Operations"})
    text = re.sub(r"<[^>]+>", "", admin.get(f"/admin/teams/{cast.network.pk}/").text)
    assert "Yusuf Hidayat changed" in text
