"""The dashboard with a million incidents: server time and number of queries (issue: under 300 ms)."""

from __future__ import annotations

import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.million import incidents
from tests.cast import assemble
from tests.defaults import ensure
from tests.journeys import closed

COUNT, OPEN = 1_000_000, 20_000
PAGES = ["/insight/?period=month", "/insight/?period=day", "/insight/promises/?period=month&kept=no"]


@pytest.mark.django_db(transaction=True)
def test_the_dashboard_answers_with_a_million_incidents(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    ensure()
    cast = assemble()
    like = closed(cast)
    client.force_login(cast.manager)
    few = {page: queries(client, page) for page in PAGES}
    incidents(like, COUNT, still_open=OPEN, now=timezone.now())
    for page in PAGES:
        took = [seconds(client, page) for _turn in range(20)]
        with capsys.disabled():
            print(
                f"\n{page} with {COUNT:,} incidents, {OPEN:,} open: median {statistics.median(took) * 1000:.0f} ms, "
                f"p95 {sorted(took)[-2] * 1000:.0f} ms, {queries(client, page)} queries ({few[page]} with one)"
            )


def seconds(client: Client, page: str) -> float:
    start = time.perf_counter()
    assert client.get(page).status_code == 200
    return time.perf_counter() - start


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
