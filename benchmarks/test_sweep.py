"""The sweep against a million open clocks: its cost follows what is due."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.million import due_clocks
from notifications.models import Notice
from records.models import Entry
from sla.models import Clock
from sla.sweep import sweep
from tests.cast import Cast, assemble
from tests.defaults import ensure
from tests.elsewhere import environment
from tests.journeys import registered

DUE = 10_000

OPEN = 1_000_000
COPY = """
    INSERT INTO sla_clock (incident_id, agreement_id, kind, measure, priority, minutes, days, calendar_id, status,
                           started_at, due_at, steps_done, next_check_at)
    SELECT incident_id, agreement_id, kind, measure, priority, minutes, days, calendar_id, status, started_at,
           %s::timestamptz + copy * interval '1 second', steps_done, %s::timestamptz + copy * interval '1 second'
    FROM sla_clock, generate_series(1, %s) AS copy WHERE sla_clock.id = %s
"""


def took(call) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


@pytest.mark.django_db
def test_an_empty_sweep_costs_the_same_with_a_million_open_clocks(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    registered(cast)
    now = timezone.now()
    few = min(took(lambda: sweep(now)) for _turn in range(20))
    clock = Clock.objects.filter(measure="resolution").get()
    later = now + timedelta(days=30)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX sla_one_clock_going")
        cursor.execute(COPY, [later, later, OPEN, clock.pk])
        cursor.execute("ANALYZE sla_clock")
    many = min(took(lambda: sweep(now)) for _turn in range(20))
    with capsys.disabled():
        print(f"\nempty sweep: {few:.2f} ms with 2 open clocks, {many:.2f} ms with {Clock.objects.count():,}")


@pytest.mark.django_db
@pytest.mark.parametrize("due", [100, 1000])
def test_what_is_due_is_what_it_costs(cast: Cast, capsys: pytest.CaptureFixture[str], due: int) -> None:
    for _turn in range(due):
        registered(cast)
    Clock.objects.exclude(measure="response").update(next_check_at=None)
    now = Clock.objects.exclude(next_check_at=None).earliest("next_check_at").next_check_at
    assert now is not None
    now += timedelta(minutes=5)
    ms = took(lambda: sweep(now))
    with capsys.disabled():
        print(f"\n{due} due clocks in one process: {ms / 1000:.2f} s, {ms / due:.1f} ms each")


WORKER = """
import django; django.setup()
from django.utils.dateparse import parse_datetime
from sla.sweep import sweep
print(sweep(parse_datetime({now!r}), limit=100000))
"""


@pytest.mark.django_db(transaction=True)
def test_ten_thousand_due_clocks_and_two_workers(capsys: pytest.CaptureFixture[str]) -> None:
    ensure()
    like = registered(assemble())
    clock = Clock.objects.get(incident=like, measure="response")
    now = (clock.next_check_at or timezone.now()) + timedelta(minutes=5)
    due_clocks(clock, DUE - 1)
    Clock.objects.exclude(measure="response").update(next_check_at=None)
    before = Entry.objects.count()
    code = WORKER.format(now=now.isoformat())
    start = time.perf_counter()
    workers = [
        subprocess.Popen([sys.executable, "-c", code], env=environment(), cwd=settings.BASE_DIR, stdout=subprocess.PIPE)
        for _worker in range(2)
    ]
    done = [int(worker.communicate()[0]) for worker in workers]
    took = time.perf_counter() - start
    assert sum(done) == DUE == Entry.objects.filter(kind="sla.step_reached").count()
    with capsys.disabled():
        print(
            f"\n{DUE:,} due clocks, two workers: {took:.1f} s ({done[0]:,} and {done[1]:,}), start of the two included;"
        )
        print(f"{Entry.objects.count() - before:,} entries, {Notice.objects.count():,} notices")
