"""``/healthz``: database, Redis, worker and beat (itsm/health.py)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from celery.signals import beat_init, worker_ready
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from itsm import health, signs
from itsm.tasks import heartbeat
from notifications import outbox
from sla.sweep import sweep
from tests.cast import Cast
from tests.sla.test_clocks import FRIDAY, Story

ALL_WELL = {"database": True, "redis": True, "worker": True, "beat": True}


@pytest.fixture
def no_beats() -> Iterator[None]:
    signs.forget_beats()
    yield
    signs.forget_beats()


def parts(client: Client) -> tuple[int, dict[str, bool]]:
    answer = client.get("/healthz")
    return answer.status_code, answer.json()


def test_all_well_is_200(db: None, no_beats: None, client: Client) -> None:
    signs.beats(signs.BEAT)
    signs.beats(signs.WORKER)
    assert parts(client) == (200, ALL_WELL)


def test_without_signs_of_life_it_is_503_and_says_whose_are_missing(db: None, no_beats: None, client: Client) -> None:
    assert parts(client) == (503, ALL_WELL | {"worker": False, "beat": False})


def test_an_old_sign_of_life_does_not_count(db: None, no_beats: None, client: Client) -> None:
    signs.beats(signs.BEAT)
    signs.beats(signs.WORKER, at=time.time() - signs.STALE_AFTER - 1)
    assert parts(client) == (503, ALL_WELL | {"worker": False})


def test_redis_away_is_told_and_not_raised(db: None, client: Client, settings: Settings) -> None:
    settings.REDIS = "redis://127.0.0.1:1/0"
    assert parts(client) == (503, {"database": True, "redis": False, "worker": False, "beat": False})


def test_the_heartbeat_task_shows_a_working_worker(db: None, no_beats: None, client: Client) -> None:
    heartbeat()
    assert parts(client)[1]["worker"] is True


def test_beat_and_worker_show_themselves_when_they_start(db: None, no_beats: None, client: Client) -> None:
    beat_init.send(sender=None)
    worker_ready.send(sender=None)
    assert parts(client) == (200, ALL_WELL)


def test_no_cache_keeps_the_answer(db: None, client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_a_sweep_that_nobody_runs_is_seen(cast: Cast, no_beats: None, client: Client) -> None:
    signs.beats(signs.BEAT)
    signs.beats(signs.WORKER)
    Story(cast)
    with time_machine.travel(FRIDAY + timedelta(hours=3, minutes=2)):
        signs.beats(signs.BEAT)
        signs.beats(signs.WORKER)
        assert parts(client)[1]["worker"]
    with time_machine.travel(FRIDAY + timedelta(hours=3, minutes=4)):
        signs.beats(signs.WORKER)
        assert not parts(client)[1]["worker"]
        sweep(timezone.now())
        assert parts(client)[1]["worker"]


def test_mails_that_nobody_sends_are_seen(db: None, no_beats: None, client: Client) -> None:
    signs.beats(signs.BEAT)
    signs.beats(signs.WORKER)
    waited = timezone.now() - timedelta(minutes=4)
    outbox.write("mail", "waiting", {}, due_at=waited)
    assert not parts(client)[1]["worker"]
    assert outbox.claim("mail", 1, timezone.now())
    assert parts(client)[1]["worker"]


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_database_that_went_away_is_told_and_not_raised(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def gone() -> bool:
        raise fault("connection already closed")

    monkeypatch.setattr(health, "_database", gone)
    assert parts(client)[1]["database"] is False
