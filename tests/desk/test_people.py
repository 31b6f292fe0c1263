"""People are found while their name is typed; only staff may look."""

from __future__ import annotations

from django.test import Client

from people.actions import change_person
from tests.cast import Cast


def test_staff_find_active_people_by_name_or_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    assert f"Dewi Lestari &lt;{cast.requester.email}&gt;" in client.get("/desk/people/?requester=lesta").text
    assert "Rina Kusuma" in client.get("/desk/people/?lead=colleague@").text
    assert "option" not in client.get("/desk/people/?lead=d").text
    assert "option" not in client.get("/desk/people/").text
    change_person(cast.requester, by=cast.by("administrator"), fields={"is_active": False})
    assert "Lestari" not in client.get("/desk/people/?requester=lesta").text


def test_requesters_may_not_look_people_up(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    assert client.get("/desk/people/?q=budi").status_code == 403


def test_whoever_calls_is_written_out_by_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    call = {"source": "phone", "kind": "incident", "requester": "dewi lestari", "title": "Printer", "description": "Mute.",
            "service": cast.service.pk}  # fmt: skip
    assert client.post("/desk/new/", call).status_code == 303
    assert cast.requester.reported.get().title == "Printer"
    answer = client.post("/desk/new/", call | {"requester": "Somebody Else"})
    assert answer.status_code == 422
    assert answer.context["form"]["requester"].value() == "Somebody Else"
