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
from knowledge import actions as on_articles
from knowledge.models import Article
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered
from tests.knowledge.articles import published

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
    "articles": "/desk/knowledge/",
    "article": "/desk/knowledge/{article}/",
    "my knowledge": "/knowledge/",
    "my article": "/knowledge/{article}/",
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
    article = Article.objects.order_by("pk")[0].reference
    for name, address in PAGES.items():
        client = Client()
        client.force_login(
            cast.administrator
            if name == "administration"
            else cast.requester
            if "ticket" in name or "my" in name
            else cast.agent
        )
        found[name] = count(client, address.format(handle=incident.handle, article=article))
    return found


def told_of(cast: Cast, incident: Incident, turn: int, article: Article | None = None) -> Article:
    """One more article of the same service, used for the incident; and more of everything on the first one."""
    row = published(cast, title=f"How to {turn}", services=[cast.service], tags=[f"tag {turn}"])
    on_articles.use(row, by=cast.by("specialist"), incident=incident)
    first = article or row
    on_articles.rate(first, by=cast.by("requester"), is_helpful=turn % 2 == 0, why=f"why {turn}")
    on_articles.comment(first, by=cast.by("specialist"), text=f"note {turn}")
    on_articles.restore(first, by=cast.by("agent"), version=first.versions.get(number=1))
    return row


@pytest.mark.django_db
def test_pages_cost_what_the_baseline_says_however_much_there_is(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    article = told_of(cast, incident, 0)
    few = counts(cast, incident)
    for turn in range(60):
        registered(cast, description=f"The printer number {turn} is mute.")
        incident = actions.comment(incident, by=cast.by("specialist"), text=f"note {turn}", internal=True)
    for turn in range(12):
        told_of(cast, incident, turn + 1, article)
    many = counts(cast, incident)
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps(many, indent=2) + "\n")
    assert few == many
    assert many == json.loads(BASELINE.read_text())
