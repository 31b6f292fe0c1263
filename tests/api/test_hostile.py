"""What one may not see is not there: by list, search, question, detail, record, files, links, views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from api.incidents.acts import ACTS
from incidents import actions
from incidents.actions.views import save_view
from incidents.models import Incident, SavedView
from tests.api.conftest import Program
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered

Programs = Callable[..., Program]
TITLE = "Payroll leaked by Joko"
OUTSIDERS = ["requester", "stranger", "other_specialist", "manager", "administrator", "incident_manager", "supplier"]
PARTS = ["", "actions/", "entries/", "messages/", "attachments/", "relations/", "children/"]


@pytest.fixture
def secret(cast: Cast) -> Incident:
    """A confidential incident: its agent alone is named."""
    incident = in_diagnosis(cast, title=TITLE)
    Incident.objects.filter(pk=incident.pk).update(requester=cast.colleague)
    incident.refresh_from_db()
    incident = actions.comment(
        incident, by=cast.by("agent"), text=f"{TITLE}: proof", internal=True,
        files=[SimpleUploadedFile("payroll.txt", b"names")],
    )  # fmt: skip
    return actions.restrict(incident, by=cast.by("agent"))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_confidential_incident_is_nowhere(cast: Cast, program: Programs, secret: Incident, who: str) -> None:
    speaker = program(who)
    asked = [
        "incidents/",
        "incidents/?q=is:open",
        "search/?q=payroll",
        f"search/?q={secret.reference}",
        "incidents/?limit=1",
    ]
    told = [speaker.get(address) for address in asked]
    assert [answer.json()["results"] for answer in told] == [[]] * len(asked)
    missing = speaker.get("incidents/INC-999999/").json()
    for part in PARTS:
        answer = speaker.get(f"incidents/{secret.handle}/{part}")
        assert (answer.status_code, answer.json()) == (404, missing)
    for verb in ACTS:
        assert speaker.post(f"incidents/{secret.handle}/actions/{verb}/", {"text": "x"}).json() == missing
    assert speaker.post(f"incidents/{secret.handle}/messages/", {"text": "x"}).json() == missing
    assert speaker.patch(f"incidents/{secret.handle}/", {"title": "x"}, If_Match="*").json() == missing
    assert speaker.get("attachments/1/").status_code == 404


def test_a_question_about_confidential_ones_finds_none(
    cast: Cast, specialist: Program, secret: Incident, program: Programs
) -> None:
    other = program("other_specialist")
    assert other.get("incidents/?q=is:confidential").json()["results"] == []
    assert other.get("incidents/?q=requester:Rina").json()["results"] == []
    assert len(specialist.get("incidents/?q=is:confidential").json()["results"]) == 1


def test_links_to_what_is_hidden_are_left_out_and_cannot_be_made(
    cast: Cast, agent: Program, secret: Incident, program: Programs
) -> None:
    plain = registered(cast)
    assert agent.post(f"incidents/{plain.handle}/relations/", {"other": secret.handle}).status_code == 200
    other = program("other_specialist")
    assert other.get(f"incidents/{plain.handle}/relations/").json()["results"] == []
    actions.adopt(plain, by=cast.by("agent"), parent=secret)
    record = other.get(f"incidents/{plain.handle}/entries/")
    assert TITLE not in record.text and secret.handle not in record.text
    points = [
        line["data"] for line in record.json()["results"] if line["kind"] in ("incident.linked", "incident.adopted")
    ]
    assert len(points) == 2
    assert not any({"other", "parent"} & set(told) or "parent_id" in told.get("changes", {}) for told in points)
    assert secret.handle in agent.get(f"incidents/{plain.handle}/entries/").text
    stale = other.patch(f"incidents/{plain.handle}/", {"title": "x"}, If_Match='"1"')
    assert stale.status_code == 412 and secret.handle not in stale.text
    none = other.post(f"incidents/{plain.handle}/relations/", {"other": "INC-999999"})
    hidden = other.post(f"incidents/{plain.handle}/relations/", {"other": secret.handle})
    assert (hidden.status_code, hidden.json()) == (422, none.json())
    cancel = {"reason": "duplicate", "original": secret.handle}
    assert other.post(f"incidents/{plain.handle}/actions/cancel/", cancel).status_code == 422


def test_a_parent_that_is_hidden_is_not_named(cast: Cast, agent: Program, secret: Incident, program: Programs) -> None:
    child = registered(cast)
    assert agent.get(f"incidents/{secret.handle}/children/").json()["results"] == []
    assert agent.post(f"incidents/{child.handle}/actions/adopt/", {"parent": secret.handle}).status_code == 200
    assert agent.get(f"incidents/{child.handle}/").json()["parent"]["handle"] == secret.handle
    listed = agent.get(f"incidents/{secret.handle}/children/").json()["results"]
    assert [row["handle"] for row in listed] == [child.handle]
    assert program("requester").get(f"incidents/{child.handle}/children/").status_code == 403
    assert program("other_specialist").get(f"incidents/{child.handle}/").json()["parent"] is None


def test_a_key_of_somebody_else_answers_nothing(
    cast: Cast, agent: Program, secret: Incident, program: Programs
) -> None:
    address = f"incidents/{secret.handle}/messages/"
    assert agent.post(address, {"text": "x"}, Idempotency_Key="k").status_code == 201
    assert program("other_specialist").post(address, {"text": "x"}, Idempotency_Key="k").status_code == 404


def test_a_key_shows_nothing_that_was_hidden_meanwhile(cast: Cast, program: Programs) -> None:
    other, incident = program("other_specialist"), in_diagnosis(cast, title=TITLE)
    body = {"activity": "action", "text": "Looked."}
    address = f"incidents/{incident.handle}/actions/log/"
    assert other.post(address, body, Idempotency_Key="k").status_code == 200
    actions.restrict(Incident.objects.get(pk=incident.pk), by=cast.by("agent"))
    again = other.post(address, body, Idempotency_Key="k")
    assert (again.status_code, again.content) == (204, b"")


def test_another_requesters_incident_is_not_there(cast: Cast, program: Programs) -> None:
    incident = registered(cast, title=TITLE)
    stranger = program("stranger")
    for part in PARTS:
        assert stranger.get(f"incidents/{incident.handle}/{part}").status_code == 404
    for number in range(incident.pk - 2, incident.pk + 2):
        assert stranger.get(f"incidents/T-{number:06d}/").status_code == 404
    assert stranger.get("incidents/").json()["results"] == []


def test_a_shared_view_gives_no_sight(cast: Cast, secret: Incident, program: Programs) -> None:
    view = save_view(by=cast.by("incident_manager"), name="All", question="", sort="-changed", is_for_everyone=True)
    assert program("supplier").get(f"incidents/?view={view.code}").json()["results"] == []
    assert program("requester").get(f"incidents/?view={view.code}").status_code == 400


def test_views_of_others_stay_theirs(cast: Cast, agent: Program, specialist: Program, requester: Program) -> None:
    hidden = save_view(by=cast.by("specialist"), name="Mine", question="is:live", sort="due")
    shared = save_view(by=cast.by("incident_manager"), name="Ours", question="", sort="due", is_for_everyone=True)
    assert [row["name"] for row in agent.get("views/").json()["results"]] == ["Ours"]
    for speaker, view, status in ((agent, hidden, 404), (agent, shared, 403), (requester, shared, 404)):
        assert speaker.patch(f"views/{view.code}/", {"name": "Taken"}, If_Match="*").status_code == status
        assert speaker.delete(f"views/{view.code}/", If_Match="*").status_code == status
    assert SavedView.objects.filter(is_active=True, name="Taken").count() == 0
    assert requester.get("views/").status_code == requester.post("views/", {}).status_code == 403


@pytest.mark.parametrize("address", ["teams/", "categories/", "items/", "resolution-codes/"])
def test_lists_of_the_desk_are_the_desks(cast: Cast, agent: Program, requester: Program, address: str) -> None:
    assert requester.get(address).status_code == 403
    assert agent.get(address).status_code == 200


def test_services_are_for_everybody_and_me_is_me(cast: Cast, requester: Program) -> None:
    assert [row["name"] for row in requester.get("services/").json()["results"]] == ["E-mail", "Point of sale"]
    me: dict[str, Any] = requester.get("me/").json()
    assert (me["email"], me["rights"]["reply"], me["token"]["scopes"]) == (
        cast.requester.email, ["own"], ["read", "write"],
    )  # fmt: skip
