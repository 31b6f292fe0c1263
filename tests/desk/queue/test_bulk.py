"""One act on many: what is refused stays as it is and says why, the others are done; nobody acts on what they may not see."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incidents import actions
from incidents.models import Incident
from records.models import Attachment, Entry
from tests.cast import Cast
from tests.journeys import classified, closed, in_diagnosis, registered


def sent(client: Client, verb: str, rows: list[Incident], **typed: Any) -> Any:
    page = client.get("/desk/bulk/", {"verb": verb, "pick": [row.pk for row in rows]})
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.text))
    typed = {**hidden, "pick": [row.pk for row in rows], "key": page.context["form"]["key"].value(), **typed}
    return client.post("/desk/bulk/", typed)


def test_every_chosen_one_is_handed_over_and_what_cannot_be_says_why(client: Client, cast: Cast) -> None:
    rows = [classified(cast), in_diagnosis(cast), closed(cast)]
    client.force_login(cast.agent)
    preview = client.get("/desk/bulk/", {"verb": "hand_over", "pick": [row.pk for row in rows]})
    assert [fate.is_done for fate in preview.context["fates"]] == [True, True, False]
    answer = sent(client, "hand_over", rows, team=cast.vendor.pk, reason="They know this.")
    assert [fate.is_done for fate in answer.context["fates"]] == [True, True, False]
    assert "Not done" in answer.text
    for row in rows[:2]:
        assert Incident.objects.get(pk=row.pk).owning_team == cast.vendor


def test_sent_twice_it_acts_once(client: Client, cast: Cast) -> None:
    rows = [in_diagnosis(cast), in_diagnosis(cast)]
    client.force_login(cast.agent)
    typed = {"text": "We are looking into it.", "key": "abc"}
    sent(client, "comment", rows, **typed)
    sent(client, "comment", rows, **typed)
    for row in rows:
        assert Entry.objects.about(row).filter(kind="incident.commented").count() == 1


def test_what_somebody_changed_since_the_preview_is_left_alone(client: Client, cast: Cast) -> None:
    rows = [in_diagnosis(cast), in_diagnosis(cast)]
    client.force_login(cast.agent)
    page = client.get("/desk/bulk/", {"verb": "hold", "pick": [row.pk for row in rows]})
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.text))
    actions.comment(rows[0], by=cast.by("specialist"), text="I have it.", internal=True)
    answer = client.post("/desk/bulk/", {**hidden, "pick": [row.pk for row in rows], "reason": "supplier", "note": "x"})
    assert [bool(fate.said) for fate in answer.context["fates"]] == [True, False]
    assert [Incident.objects.get(pk=row.pk).is_on_hold for row in rows] == [False, True]


def test_a_form_that_is_wrong_for_all_comes_back_with_what_was_typed(client: Client, cast: Cast) -> None:
    rows = [in_diagnosis(cast), in_diagnosis(cast)]
    client.force_login(cast.agent)
    answer = sent(client, "hold", rows, reason="requester", question="", note="kept words")
    assert answer.status_code == 422
    assert "kept words" in answer.text
    assert not Incident.objects.filter(pk__in=[row.pk for row in rows]).exclude(hold_reason="").exists()


def test_what_one_may_not_see_is_not_chosen(client: Client, cast: Cast) -> None:
    secret, plain = in_diagnosis(cast), in_diagnosis(cast)
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    client.force_login(cast.agent)
    answer = sent(client, "comment", [secret, plain], text="hello")
    assert [fate.incident.pk for fate in answer.context["fates"]] == [plain.pk]
    assert secret.handle not in answer.text
    assert not Entry.objects.about(secret).filter(kind="incident.commented").exists()


def test_a_large_file_goes_to_each(client: Client, cast: Cast) -> None:
    rows = [in_diagnosis(cast), in_diagnosis(cast)]
    client.force_login(cast.agent)
    large = SimpleUploadedFile("log.txt", b"line\n" * 700_000, "text/plain")
    answer = sent(client, "comment", rows, text="The log.", files=large)
    assert [fate.said for fate in answer.context["fates"]] == ["", ""]
    assert [Attachment.objects.about(row).get().size for row in rows] == [3_500_000] * 2


def test_what_is_no_bulk_act_is_not_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    row = registered(cast)
    assert client.get("/desk/bulk/", {"verb": "erase", "pick": [row.pk]}).status_code == 404
    assert client.get("/desk/bulk/", {"verb": "hold"}).status_code == 200
    client.force_login(cast.requester)
    assert client.get("/desk/bulk/", {"verb": "hold", "pick": [row.pk]}).status_code == 403
