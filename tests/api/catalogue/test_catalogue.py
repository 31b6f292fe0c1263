"""The catalogue for programs: the same items, rights and refusals as in the portal."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.catalogue import approving
from incidents.models import Incident
from people.models import Organisation
from tests.api.conftest import Program, program_of
from tests.cast import Cast
from tests.catalogue import FIELDS, item, managed, requested


@pytest.fixture
def requester(cast: Cast) -> Program:
    return program_of(cast, "requester")


def test_items_are_listed_and_read_with_their_questions(cast: Cast, requester: Program) -> None:
    made = item(cast)
    listed = requester.get("catalogue/").json()["results"]
    assert [(row["id"], row["name"]) for row in listed] == [(made.pk, "New laptop")]
    told = requester.get(f"catalogue/{made.pk}/").json()
    assert [question["key"] for question in told["questions"]] == [field.key for field in FIELDS]
    assert told["questions"][1]["condition"] == {"field": "model", "op": "is", "value": "strong"}
    assert told["questions"][0]["choices"][0] == {"code": "light", "label": "Light"}


def test_an_item_for_others_is_not_there(cast: Cast, requester: Program) -> None:
    hidden = item(cast, organisations=[Organisation.objects.create(name="PT Lain")])
    assert requester.get("catalogue/").json()["results"] == []
    assert requester.get(f"catalogue/{hidden.pk}/").status_code == 404
    assert requester.post(f"catalogue/{hidden.pk}/requests/", {"answers": {}}).status_code == 404
    assert requester.get(f"catalogue/{2**63}/").status_code == 404


def test_a_request_is_made_once(cast: Cast, requester: Program) -> None:
    made = item(cast)
    body = {"answers": {"model": "strong", "reason": "3D", "for_whom": "requester@cast.example"}}
    first = requester.post(f"catalogue/{made.pk}/requests/", body, Idempotency_Key="k")
    again = requester.post(f"catalogue/{made.pk}/requests/", body, Idempotency_Key="k")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["handle"] == again.json()["handle"] and first["Location"]
    order = requester.get(f"incidents/{first.json()['handle']}/order/").json()
    assert order["item"]["name"] == "New laptop" and order["version"] == 1
    assert order["answers"][0] == {"key": "model", "label": "Model", "text": "Strong", "value": "strong"}


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "answers.model"), ({"model": "gold"}, "answers.model"), ({"model": "light", "for_whom": 1, "state": "closed"}, "answers.state"),
        ({"model": ["light"], "for_whom": "x"}, "answers.model"), ({"model": "light", "for_whom": "supplier@cast.example"}, "answers.for_whom"),
        ({"model": "light", "for_whom": True}, "answers.for_whom"), ({"model": "light", "for_whom": "requester@cast.example", "old_one": {"id": 1}}, "answers.old_one"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_key(cast: Cast, requester: Program, answers: dict[str, object], field: str) -> None:
    answer = requester.post(f"catalogue/{item(cast).pk}/requests/", {"answers": answers})
    assert answer.status_code == 422
    assert field in answer.json()["errors"]
    assert not Incident.objects.exists()


def test_only_the_desk_requests_for_others(cast: Cast, requester: Program) -> None:
    made = item(cast)
    body = {"answers": {"model": "light", "for_whom": "colleague@cast.example"}, "requester": "colleague@cast.example"}
    assert requester.post(f"catalogue/{made.pk}/requests/", body).status_code == 403
    done = program_of(cast, "agent").post(f"catalogue/{made.pk}/requests/", body)
    assert done.status_code == 201 and Incident.objects.get().requester == cast.colleague


def test_approvals_are_listed_and_decided_by_whom_is_asked(cast: Cast, requester: Program) -> None:
    row = requested(cast)
    assert requester.get("approvals/").json()["results"] == []
    manager = program_of(cast, "manager")
    waiting = manager.get("approvals/").json()["results"]
    assert [each["handle"] for each in waiting] == [row.handle]
    assert requester.post(f"incidents/{row.handle}/actions/approve/").status_code == 403
    assert manager.post(f"incidents/{row.handle}/actions/approve/", {"text": "Fine"}).status_code == 200
    assert manager.get("approvals/").json()["results"] == []
    shown = requester.get(f"incidents/{row.handle}/order/").json()["approvals"]
    assert [(each["standing"], each["note"]) for each in shown] == [("given", "Fine")]


def test_an_order_of_somebody_else_is_not_there(cast: Cast) -> None:
    row = requested(cast)
    assert program_of(cast, "stranger").get(f"incidents/{row.handle}/order/").status_code == 404


def test_lists_cost_the_same_however_much_there_is(cast: Cast, requester: Program) -> None:
    made = item(cast, approval="manager")
    manager = program_of(cast, "manager")
    managed(cast)

    def cost(program: Program, address: str) -> int:
        program.get(address)
        with CaptureQueriesContext(connection) as captured:
            program.get(address)
        return len(captured)

    requested(cast, made)
    few = [cost(requester, "catalogue/"), cost(manager, "approvals/")]
    for turn in range(8):
        requested(cast, item(cast, name=f"Item {turn}", approval="manager"))
    assert [cost(requester, "catalogue/"), cost(manager, "approvals/")] == few
    assert approving.waiting_for(cast.manager).count() == 9
