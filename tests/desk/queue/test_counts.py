"""The rail says how many wait in each view, of what this person may see."""

from __future__ import annotations

import re

from django.test import Client

from incidents import actions
from tests.cast import Cast
from tests.journeys import detected, in_diagnosis, resolved


def counts(client: Client) -> dict[str, str]:
    text = client.get("/desk/counts/").text
    return {view: count for view, count in re.findall(r'id="count-(\w+)" hx-swap-oob="true">([^<]*)<', text) if count}


def test_every_view_of_waiting_work_is_counted(client: Client, cast: Cast) -> None:
    detected(cast)
    held = in_diagnosis(cast)
    actions.hold(held, by=cast.by("specialist"), reason="supplier")
    resolved(cast)
    client.force_login(cast.specialist)
    assert counts(client) == {"live": "3", "mine": "2", "team": "2", "triage": "1", "hold": "1", "resolved": "1"}


def test_what_somebody_may_not_see_is_not_counted(client: Client, cast: Cast) -> None:
    secret = in_diagnosis(cast)
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    client.force_login(cast.agent)
    assert "live" not in counts(client)


def test_requesters_have_no_counts(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    assert client.get("/desk/counts/").status_code == 403
