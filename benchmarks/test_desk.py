"""The desk with a million incidents, 20,000 open: server time of what an agent does all day, median and p95.

Targets on two cores: queue p95 under 60 ms, incident page under 60 ms, search under 150 ms.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.million import incidents
from incidents.finding import text
from incidents.models import Incident
from people.actions import make_token
from tests.cast import assemble
from tests.defaults import ensure
from tests.journeys import closed

COUNT, OPEN, TURNS = 1_000_000, 20_000, 40
PAGES = {
    "queue": "/desk/",
    "queue, my teams": "/desk/?view=team",
    "queue, what runs out next": "/desk/?sort=due",
    "queue, everything": "/desk/?view=all",
    "saved view with three filters": "/desk/?q=state:in_diagnosis+prio:P1,P2+-is:held&sort=priority",
    "view with words": "/desk/?q=printer+makassar",
    "board": "/desk/board/",
    "counts of the rail": "/desk/counts/",
    "incident": "/desk/{handle}/",
    "search, two words": "/desk/search/?q=printer+makassar",
    "search, a slip": "/desk/search/?q=printr+makasar",
    "search, one of very many": "/desk/search/?q=printer",
}


@pytest.mark.django_db(transaction=True)
def test_an_agent_never_waits(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    ensure()
    cast = assemble()
    like = closed(cast)
    incidents(like, COUNT, still_open=OPEN, now=timezone.now())
    text.learn(OPEN)
    client.force_login(cast.agent)
    one = Incident.objects.filter(state="in_diagnosis").order_by("-pk")[0]
    for name, address in PAGES.items():
        path = address.format(handle=one.handle)
        report(name, lambda path=path: client.get(path), capsys)
    rows = list(Incident.objects.filter(state="in_diagnosis").order_by("-pk").values_list("pk", flat=True)[:100])
    typed = {"verb": "comment", "text": "We are looking into it.", "internal": "on", "pick": rows, "key": "bench"}
    start = time.perf_counter()
    assert client.post("/desk/bulk/", typed).status_code == 200
    with capsys.disabled():
        print(f"\nbulk note on 100: {(time.perf_counter() - start) * 1000:.0f} ms", end="")
    _token, secret = make_token(
        by=cast.by("agent"), name="bench", scopes=["read", "write"], expires_on=timezone.localdate() + timedelta(days=1)
    )
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    told = {"title": "Printer macet", "description": "Kertas tersangkut.", "service": cast.service.pk}
    report("API list", lambda: program.get("/api/v1/incidents/?view=live"), capsys)
    report("API create", lambda: program.post("/api/v1/incidents/", told, "application/json"), capsys)


def report(name: str, ask: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> None:
    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    count = len(asked)
    took = []
    for _turn in range(TURNS):
        start = time.perf_counter()
        ask()
        took.append((time.perf_counter() - start) * 1000)
    with capsys.disabled():
        print(
            f"\n{name}: median {statistics.median(took):.0f} ms, p95 {sorted(took)[int(TURNS * 0.95) - 1]:.0f} ms, "
            f"{count} queries",
            end="",
        )
