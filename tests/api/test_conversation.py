"""Messages, record, files, links."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents import actions
from incidents.models import Incident
from records.history import history
from records.models import Message
from tests.api.conftest import Program
from tests.cast import Cast
from tests.journeys import STATES, cancelled, closed, in_diagnosis, registered


def results(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.json()
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_a_requester_replies_and_an_agent_replies_and_notes(cast: Cast, agent: Program, requester: Program) -> None:
    address = f"incidents/{in_diagnosis(cast).handle}/messages/"
    assert requester.post(address, {"text": "Any news?"}).status_code == 201
    assert agent.post(address, {"text": "We are on it."}).status_code == 201
    assert agent.post(address, {"text": "It is the spooler.", "internal": True}).status_code == 201
    bodies = [message["body"] for message in results(agent.get(address))]
    assert bodies[-3:] == ["Any news?", "We are on it.", "It is the spooler."]
    assert "It is the spooler." not in str(results(requester.get(address)))
    assert "It is the spooler." not in str(results(requester.get(address.replace("messages", "entries"))))


def test_a_message_is_refused_where_it_says_nothing_or_has_no_right(
    cast: Cast, requester: Program, program: Any
) -> None:
    address = f"incidents/{registered(cast).handle}/messages/"
    assert requester.post(address, {"text": " "}).json()["errors"]["text"]
    assert requester.post(address, {"text": "x", "internal": True}).status_code == 403
    assert program("manager").post(address, {"text": "x"}).status_code == 403


def test_a_message_to_what_is_long_over_answers_with_the_follow_up(cast: Cast, requester: Program) -> None:
    incident = cancelled(cast)
    answer = requester.post(f"incidents/{incident.handle}/messages/", {"text": "It is back."})
    assert answer.status_code == 201
    assert answer.json()["handle"] != incident.handle
    assert (
        results(requester.get(f"incidents/{incident.handle}/relations/"))[0]["incident"]["handle"]
        == answer.json()["handle"]
    )


@pytest.mark.parametrize("state", STATES)
def test_a_requester_reads_in_the_record_what_the_portal_shows(cast: Cast, requester: Program, state: str) -> None:
    incident = STATES[state](cast)
    shown = history(incident, internal=False)
    told = results(requester.get(f"incidents/{incident.handle}/entries/"))
    assert [(line["number"], line["text"]) for line in told] == [(line.entry.number, line.text) for line in shown]
    assert not {"changes", "data", "via", "visibility"} & {name for line in told for name in line}
    written = results(requester.get(f"incidents/{incident.handle}/messages/"))
    assert [message["id"] for message in written] == sorted(line.message.pk for line in shown if line.message)


def test_staff_read_the_whole_record_in_pages(cast: Cast, agent: Program) -> None:
    incident = closed(cast)
    seen: list[int] = []
    after = "0"
    while after:
        answer = agent.get(f"incidents/{incident.handle}/entries/?limit=2&after={after}")
        seen += [line["number"] for line in results(answer)]
        after = answer.json()["next"]
    assert seen == list(range(1, incident.entry_number + 1))
    assert agent.get(f"incidents/{incident.handle}/entries/?after=x").status_code == 400


def test_what_was_erased_keeps_its_place_only(cast: Cast, agent: Program, program: Any) -> None:
    incident = actions.comment(registered(cast), by=cast.by("requester"), text="my number is 0812")
    message = Message.objects.about(incident).last()
    erased = program("administrator").post(f"incidents/{incident.handle}/actions/erase/", {"message": message.pk})
    assert erased.status_code == 200
    told = [each for each in results(agent.get(f"incidents/{incident.handle}/messages/")) if each["id"] == message.pk]
    assert told[0]["body"] == "" and told[0]["erased_at"]
    other = Message.objects.about(registered(cast)).first()
    wrong = program("administrator").post(f"incidents/{incident.handle}/actions/erase/", {"message": other.pk})
    assert wrong.status_code == 422


def picture(name: str = "log.txt", content: bytes = b"the printer says no") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_files_come_with_a_message_and_go_out_as_a_download(cast: Cast, agent: Program, requester: Program) -> None:
    address = f"incidents/{registered(cast).handle}/attachments/"
    answer = requester.upload(address, files=[picture(), picture("b.csv", b"a,b")])
    assert answer.status_code == 201, answer.json()
    assert agent.upload(address, files=[picture("note.txt")], internal="true", text="seen").status_code == 201
    assert [file["name"] for file in results(agent.get(address))] == ["log.txt", "b.csv", "note.txt"]
    mine = results(requester.get(address))
    assert [file["name"] for file in mine] == ["log.txt", "b.csv"]
    content = requester.get(mine[0]["url"].removeprefix("/api/v1/"))
    assert b"".join(content.streaming_content) == b"the printer says no"
    assert content["Content-Disposition"].startswith("attachment")
    secret = results(agent.get(address))[2]["url"].removeprefix("/api/v1/")
    assert requester.get(secret).status_code == 404


def test_files_that_may_not_come_in_are_refused_by_name(cast: Cast, requester: Program) -> None:
    address = f"incidents/{registered(cast).handle}/attachments/"
    for wrong in (picture("virus.exe"), picture("a.png", b"no picture"), picture("empty.txt", b"")):
        answer = requester.upload(address, files=[wrong])
        assert answer.status_code == 422
        assert wrong.name in str(answer.json()["errors"])
    assert requester.upload(address).status_code == 422
    assert requester.post(address, {"files": []}).status_code == 415


def test_two_are_linked_and_seen_from_both_sides(cast: Cast, agent: Program) -> None:
    one, other = registered(cast), registered(cast)
    assert agent.post(f"incidents/{one.handle}/relations/", {"other": other.handle}).status_code == 200
    told = results(agent.get(f"incidents/{other.handle}/relations/"))
    assert [(link["kind"], link["outward"], link["incident"]["handle"]) for link in told] == [
        ("related", False, one.handle)
    ]
    assert agent.post(f"incidents/{one.handle}/relations/", {"other": one.handle}).status_code == 422
    assert agent.post(f"incidents/{one.handle}/relations/", {"other": "INC-999999"}).status_code == 422
    assert agent.post(f"incidents/{one.handle}/relations/", {"other": ["x"]}).status_code == 422


def test_the_desk_names_no_message_of_a_requester_that_pages_do_not(cast: Cast, requester: Program) -> None:
    incident = actions.comment(registered(cast), by=cast.by("agent"), text="secret note", internal=True)
    actions.amend(Incident.objects.get(pk=incident.pk), by=cast.by("agent"), title="Renamed")
    told = str([requester.get(f"incidents/{incident.handle}/{part}/").json() for part in ("entries", "messages")])
    assert "secret note" not in told and "The printer prints nothing" in told
