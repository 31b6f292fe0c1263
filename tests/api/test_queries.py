"""Every list and every detail takes the same number of queries however much there is."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import actions
from incidents.models import Incident
from knowledge.models import Article
from tests.api.conftest import Program, program_of
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered
from tests.knowledge.articles import published as article

BASELINE = Path(__file__).parent / "query_counts.json"
ADDRESSES = {
    "list": "incidents/?limit=100",
    "list, asked": "incidents/?q=is:live state:registered&sort=reference",
    "search": "search/?q=printer",
    "incident": "incidents/{handle}/",
    "actions": "incidents/{handle}/actions/",
    "children": "incidents/{handle}/children/",
    "entries": "incidents/{handle}/entries/",
    "messages": "incidents/{handle}/messages/",
    "attachments": "incidents/{handle}/attachments/",
    "relations": "incidents/{handle}/relations/",
    "services": "services/",
    "articles": "articles/?limit=100",
    "article": "articles/{article}/",
}


def count(program: Program, address: str) -> int:
    program.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert program.get(address).status_code == 200
    return len(captured)


def counts(programs: dict[str, Program], incident: Incident) -> dict[str, int]:
    first = Article.objects.order_by("pk")[0].reference
    return {
        f"{name} ({who})": count(program, address.format(handle=incident.handle, article=first))
        for who, program in programs.items()
        for name, address in ADDRESSES.items()
        if (name, who) != ("children", "requester")
    }


def grow(cast: Cast, incident: Incident, turns: int) -> Incident:
    """More of everything that is shown of it."""
    for turn in range(turns):
        article(cast, title=f"How to {turn}", services=[cast.service], tags=[f"tag {turn}"])
        other = registered(cast, description=f"The printer number {turn} is mute.")
        actions.link(incident, by=cast.by("agent"), other=other)
        actions.adopt(other, by=cast.by("agent"), parent=incident)
        file = SimpleUploadedFile(f"{turn}.txt", b"text")
        actions.comment(incident, by=cast.by("agent"), text=f"note {turn}", internal=turn % 2 == 0, files=[file])
        incident = actions.comment(incident, by=cast.by("requester"), text=f"and {turn}?")
    return incident


def test_answers_cost_what_the_baseline_says_however_much_there_is(cast: Cast) -> None:
    programs = {who: program_of(cast, who) for who in ("agent", "requester")}
    started = actions.pair(in_diagnosis(cast), by=cast.by("specialist"), person=cast.other_specialist)
    incident = grow(cast, started, 2)
    few = counts(programs, incident)
    many = counts(programs, grow(cast, incident, 12))
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps(many, indent=2) + "\n")
    assert few == many
    assert many == json.loads(BASELINE.read_text())
