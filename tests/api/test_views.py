"""Saved views through the API."""

from __future__ import annotations

from incidents.models import SavedView
from tests.api.conftest import Program
from tests.cast import Cast

KEPT = {"name": "Pressing", "question": "is:live prio:P1,P2", "sort": "due", "columns": ["ref", "title"]}


def test_a_view_is_kept_read_changed_and_removed(cast: Cast, agent: Program) -> None:
    made = agent.post("views/", KEPT | {"team": cast.desk.pk}, Idempotency_Key="v")
    assert made.status_code == 201 and made.json()["team"] == cast.desk.pk
    assert agent.post("views/", KEPT | {"team": cast.desk.pk}, Idempotency_Key="v").json() == made.json()
    address = f"views/{made.json()['code']}/"
    assert agent.get(address)["ETag"] == made["ETag"]
    assert agent.patch(address, {"name": "Soon"}).status_code == 428
    changed = agent.patch(address, {"name": "Soon"}, If_Match=made["ETag"])
    assert (changed.json()["name"], changed.json()["question"]) == ("Soon", KEPT["question"])
    stale = agent.patch(address, {"name": "Late"}, If_Match=made["ETag"])
    assert (stale.status_code, stale.json()["since"][0]["actor"]) == (412, "Budi Santoso")
    assert agent.delete(address, If_Match=changed["ETag"]).status_code == 204
    assert agent.get(address).status_code == 404
    assert SavedView.objects.get().is_active is False


def test_what_is_wrong_is_said_at_its_field(cast: Cast, agent: Program) -> None:
    for wrong, field in (
        ({"question": "stat:open"}, "question"), ({"sort": "weight"}, "sort"), ({"is_for_everyone": True}, "is_for_everyone"),
        ({"team": cast.network.pk}, "team"), ({"name": ""}, "name"), ({"columns": "ref"}, "columns"),
    ):  # fmt: skip
        answer = agent.post("views/", KEPT | wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
