"""Server time and queries of the main pages with 400 and with 25,000 incidents. Reported, never asserted by wall time."""

from __future__ import annotations

import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Incident
from itsm.story.settlers import settle
from itsm.story.teller import tell
from people.models import User

TURNS = 40
MULTIPLY = """
    INSERT INTO incidents_incident ({columns})
    SELECT {values} FROM incidents_incident AS one, generate_series(1, %s) AS copy
"""


def multiply(times: int) -> None:
    """Copies of every incident, by bulk SQL; the triggers of birth are told to let them through."""
    fields = [field.column for field in Incident._meta.concrete_fields if field.column != "id"]
    values = ["'X-' || one.id || '-' || copy" if name == "reference" else f"one.{name}" for name in fields]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(MULTIPLY.format(columns=", ".join(fields), values=", ".join(values)), [times])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE incidents_incident")


def measure(client: Client, address: str) -> tuple[int, float, float]:
    """Queries, median and 95th percentile in milliseconds."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    took = []
    for _turn in range(TURNS):
        start = time.perf_counter()
        assert client.get(address).status_code == 200
        took.append((time.perf_counter() - start) * 1000)
    return len(captured), statistics.median(took), sorted(took)[int(TURNS * 0.95)]


@pytest.mark.django_db
def test_pages_cost_the_same_whatever_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    tell(settle(), timezone.localtime(), cases=400)
    client = Client()
    client.force_login(User.objects.get(email="agent@example.com"))
    one = Incident.objects.filter(state="closed").order_by("-entry_number")[0]
    pages = {
        "queue": "/desk/", "queue, all": "/desk/?view=all", "queue, by priority": "/desk/?sort=priority",
        "queue, filtered": "/desk/?priority=P2&state=in_diagnosis", "incident": f"/desk/{one.handle}/",
        "ticket list": "/tickets/",
    }  # fmt: skip
    few = {name: measure(client, address) for name, address in pages.items()}
    multiply(62)
    many = {name: measure(client, address) for name, address in pages.items()}
    with capsys.disabled():
        print(f"\n{Incident.objects.count():,} incidents; queries, median and p95 in ms")
        for name in pages:
            (q1, m1, p1), (q2, m2, p2) = few[name], many[name]
            print(f"{name:<20} 400: {q1} q {m1:5.1f} {p1:5.1f}   many: {q2} q {m2:5.1f} {p2:5.1f}")
    assert {name: cost[0] for name, cost in few.items()} == {name: cost[0] for name, cost in many.items()}
