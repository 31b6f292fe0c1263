"""Reckoning everything anew goes on where it stopped, and says how far it is (SPEC B3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from incidents.models import Incident
from sla import clocks, recomputation
from sla.models import Recomputation
from tests.cast import Cast
from tests.journeys import cancelled, registered


def reckon_all(now: datetime) -> None:
    """Everything, at once."""
    recomputation.ask(now)
    recomputation.work(now, limit=10_000)


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The incidents that were reckoned anew, in order."""
    seen: list[int] = []
    real = clocks.set_by_terms

    def set_by_terms(incident: Incident, at: datetime, *, anew: bool = False) -> None:
        seen.append(incident.pk)
        real(incident, at, anew=anew)

    monkeypatch.setattr(clocks, "set_by_terms", set_by_terms)
    return seen


def test_every_open_incident_is_reckoned_once_in_pieces(
    cast: Cast, reckoned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputation, "PIECE", 2)
    wanted = [registered(cast).pk for _each in range(5)]
    cancelled(cast)
    reckoned.clear()
    row = recomputation.ask(timezone.now())
    assert recomputation.work(timezone.now(), limit=1) == 2
    row.refresh_from_db()
    assert (row.done, row.total, row.ended_at) == (2, 5, None)
    assert recomputation.work(timezone.now(), limit=100) == 3
    assert reckoned == wanted
    row.refresh_from_db()
    assert row.done == 5 and row.ended_at is not None
    assert recomputation.going() is None


def test_a_worker_that_died_is_taken_over_when_its_lease_ran_out(cast: Cast, reckoned: list[int]) -> None:
    registered(cast)
    reckoned.clear()
    now = timezone.now()
    recomputation.ask(now)
    assert recomputation._claim(now) is not None
    assert recomputation.work(now, limit=100) == 0
    assert recomputation.work(now + recomputation.LEASE + timedelta(seconds=1), limit=100) == 1
    assert len(reckoned) == 1


def test_asking_twice_before_it_began_is_asking_once(cast: Cast) -> None:
    now = timezone.now()
    assert recomputation.ask(now) == recomputation.ask(now)
    registered(cast)
    recomputation._claim(now)
    recomputation.ask(now)
    assert Recomputation.objects.count() == 2


def test_the_page_says_how_far_it_is(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    assert "<progress" not in client.get("/admin/reckoning/").text
    Recomputation.objects.create(asked_at=timezone.now(), total=20_000, done=1240)
    assert 'value="1240" max="20000"' in client.get("/admin/reckoning/").text
    client.force_login(cast.agent)
    assert client.get("/admin/reckoning/").status_code == 403
