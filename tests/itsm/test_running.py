"""The heartbeat page and ``/metrics``: how late the sweep and the outbox run (SPEC A12, B5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from itsm import signs
from itsm.running import look
from notifications.models import OutboxRow
from sla.models import Clock
from tests.cast import Cast
from tests.journeys import classified

TOKEN = {"HTTP_AUTHORIZATION": "Bearer secret"}


def gauges(client: Client) -> dict[tuple[str, str], float]:
    told = client.get("/metrics", **TOKEN).content.decode()  # type: ignore[arg-type]
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


@pytest.mark.parametrize(("token", "shown"), [("", ""), ("", "Bearer "), ("secret", ""), ("secret", "Bearer other")])
def test_without_the_token_there_is_no_such_page(client: Client, settings: Any, token: str, shown: str) -> None:
    settings.METRICS_TOKEN = token
    assert client.get("/metrics", headers={"Authorization": shown}).status_code == 404


def test_the_figures_tell_how_late_it_runs(cast: Cast, client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "secret"
    classified(cast)
    classified(cast)
    signs.beats(signs.WORKER)
    now = timezone.now()
    OutboxRow.objects.update(due_at=now - timedelta(seconds=90))
    dead = OutboxRow.objects.filter(kind="mail").latest("pk")
    OutboxRow.objects.filter(pk=dead.pk).update(dead_at=now, error="550")
    clock = Clock.objects.latest("pk")
    Clock.objects.filter(pk=clock.pk).update(next_check_at=now - timedelta(seconds=30))
    told = gauges(client)
    assert told["tanggap_up", "database"] == 1
    assert 90 <= told["tanggap_outbox_late_seconds", "mail"] < 120
    assert told["tanggap_outbox_dead", "mail"] == 1
    assert told["tanggap_outbox_waiting", "mail"] == OutboxRow.objects.filter(kind="mail", dead_at=None).count()
    assert 30 <= told["tanggap_sweep_late_seconds", ""] < 60
    assert told["tanggap_clocks", "due"] == 1
    assert told["tanggap_clocks", "running"] == Clock.objects.filter(status="running").count()
    assert told["tanggap_sign_age_seconds", "worker"] < 30


def test_the_page_is_for_whoever_oversees(cast: Cast, client: Client) -> None:
    for name, status in [("requester", 403), ("agent", 403), ("incident_manager", 200)]:
        client.force_login(getattr(cast, name))
        assert client.get("/desk/running/").status_code == status, name


def test_where_redis_is_away_the_page_says_so(cast: Cast, client: Client, settings: Any) -> None:
    client.force_login(cast.incident_manager)
    settings.REDIS = "redis://127.0.0.1:1/0"
    now = look(timezone.now())
    assert (now.parts["redis"], now.worker_age, now.is_well) == (False, None, False)
    assert "does not answer" in client.get("/desk/running/").content.decode()
