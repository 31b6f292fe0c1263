"""Queue and incident page take the same number of queries however much there is; a change of cost shows here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents import actions
from incidents.models import Incident
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered

BASELINE = Path(__file__).parent / "query_counts.json"
PAGES = {
    "queue": "/desk/?view=all",
    "queue, filtered": "/desk/?view=live&priority=P3&state=in_diagnosis",
    "queue, searched": "/desk/?view=all&q=printer",
    "my tickets": "/tickets/",
    "incident": "/desk/{handle}/",
    "ticket": "/tickets/{handle}/",
    "report": "/desk/{handle}/report/",
    "administration": "/admin/people/",
}


def count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def counts(cast: Cast, incident: Incident) -> dict[str, int]:
    found = {}
    for name, address in PAGES.items():
        client = Client()
        client.force_login(
            cast.administrator if name == "administration" else cast.requester if "ticket" in name else cast.agent
        )
        found[name] = count(client, address.format(handle=incident.handle))
    return found


@pytest.mark.django_db
def test_pages_cost_what_the_baseline_says_however_much_there_is(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    few = counts(cast, incident)
    for turn in range(60):
        registered(cast, description=f"The printer number {turn} is mute.")
        incident = actions.comment(incident, by=cast.by("specialist"), text=f"note {turn}", internal=True)
    many = counts(cast, incident)
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps(many, indent=2) + "\n")
    assert few == many
    assert many == json.loads(BASELINE.read_text())
