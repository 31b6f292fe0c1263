"""The same request twice acts once, whether one after the other or at once; versions hold under races."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident
from records.models import FormKey
from tests.api.conftest import Program, program_of
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered
from tests.threads import at_once

REPORT = {"description": "The line is dead."}


def test_the_same_key_gets_the_first_answer(cast: Cast, requester: Program) -> None:
    first = requester.post("incidents/", REPORT, Idempotency_Key="a")
    again = requester.post("incidents/", REPORT, Idempotency_Key="a")
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert again["Location"] == first["Location"]
    assert requester.post("incidents/", REPORT, Idempotency_Key="b").json()["handle"] != first.json()["handle"]
    assert Incident.objects.count() == 2


def test_a_key_belongs_to_one_request(cast: Cast, requester: Program) -> None:
    first = requester.post("incidents/", REPORT, Idempotency_Key="a")
    other = requester.post("incidents/", {"description": "Something else."}, Idempotency_Key="a")
    assert (other.status_code, list(other.json()["errors"])) == (422, ["key"])
    elsewhere = requester.post(f"incidents/{first.json()['handle']}/messages/", {"text": "x"}, Idempotency_Key="a")
    assert elsewhere.status_code == 422
    assert Incident.objects.count() == 1


def test_a_refused_request_leaves_its_key_free(cast: Cast, requester: Program) -> None:
    assert requester.post("incidents/", {"description": " "}, Idempotency_Key="a").status_code == 422
    assert FormKey.objects.count() == 0
    assert requester.post("incidents/", REPORT, Idempotency_Key="a").status_code == 201


def test_a_long_key_is_one_key(cast: Cast, requester: Program) -> None:
    one, other = "k" * 200 + "1", "k" * 200 + "2"
    assert requester.post("incidents/", REPORT, Idempotency_Key=one).status_code == 201
    assert requester.post("incidents/", REPORT, Idempotency_Key=other).status_code == 201
    assert Incident.objects.count() == 2


def test_files_sent_twice_are_kept_once(cast: Cast, requester: Program) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = f"/api/v1/incidents/{registered(cast).handle}/attachments/"
    headers = {"Authorization": f"Bearer {requester.secret}", "Idempotency-Key": "f"}
    for _turn in range(2):
        sent = {"files": [SimpleUploadedFile("a.txt", b"text")]}
        assert requester.client.post(address, sent, headers=headers).status_code == 201
    assert len(requester.get(address.removeprefix("/api/v1/")).json()["results"]) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_act_once(real_cast: Cast) -> None:
    programs = [program_of(real_cast, "requester")]

    def send() -> Any:
        answer = Program(programs[0].secret).post("incidents/", REPORT, Idempotency_Key="race")
        return answer.status_code, answer.json()["handle"]

    answers = at_once(send, send, send)
    assert len(set(answers)) == 1 and answers[0][0] == 201
    assert Incident.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_on_one_version_one_is_told_what_the_other_did(real_cast: Cast) -> None:
    incident = in_diagnosis(real_cast)
    secret = program_of(real_cast, "specialist").secret
    tag = f'"{incident.entry_number}"'

    def amend(title: str) -> Any:
        return lambda: Program(secret).patch(f"incidents/{incident.handle}/", {"title": title}, If_Match=tag)

    answers = at_once(amend("One"), amend("Two"))
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    lost = next(answer for answer in answers if answer.status_code == 412)
    assert len(lost.json()["since"]) == 1
    assert Incident.objects.get(pk=incident.pk).entry_number == incident.entry_number + 1
