"""Rights and matrix are saved whole or not at all, and come back as they were sent."""

from __future__ import annotations

import pytest
from django.test import Client

from incidents.models import PriorityRule
from people.actions import change_rights
from people.models import Right, Role
from tests.cast import Cast


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def sent(client: Client) -> dict[str, list[str]]:
    context = client.get("/admin/rights/").context
    table = {cell["name"]: sorted(cell["held"]) for row in context["rows"] for cell in row["cells"]}
    return table | {f"seen:{role.code}": [str(role.entry_number)] for role in context["roles"]}


def test_a_right_is_given(admin: Client) -> None:
    assert admin.post("/admin/rights/", sent(admin) | {"manager:classify": ["any"]}).status_code == 303
    assert Right.objects.filter(role__code="manager", activity="classify", scope="any").exists()


def test_a_scope_that_means_nothing_changes_nothing_and_comes_back(admin: Client) -> None:
    table = sent(admin) | {"agent:detect": ["any"], "manager:administer": ["own"]}
    answer = admin.post("/admin/rights/", table)
    assert answer.status_code == 422
    assert not Right.objects.filter(role__code="agent", activity="detect").exists()
    cells = {cell["name"]: cell["held"] for row in answer.context["rows"] for cell in row["cells"]}
    assert cells["agent:detect"] == {"any"}


def test_what_another_administrator_changed_meanwhile_is_not_undone(admin: Client, cast: Cast) -> None:
    table = sent(admin)
    role = Role.objects.get(code="manager")
    change_rights({role: [("view", "any"), ("review", "any")]}, by=cast.by("administrator"))
    assert admin.post("/admin/rights/", table).status_code == 422
    assert Right.objects.filter(role=role, activity="review").exists()


def test_the_matrix_is_saved_or_comes_back(admin: Client) -> None:
    assert admin.post("/admin/matrix/", {"1x1": "P0"}).status_code == 422
    cells = {f"{rule.impact}x{rule.urgency}": rule.priority for rule in PriorityRule.objects.all()}
    assert admin.post("/admin/matrix/", cells | {"2x2": "P2"}).status_code == 303
    assert PriorityRule.objects.get(impact=2, urgency=2).priority == "P2"
