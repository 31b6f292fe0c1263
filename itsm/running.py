"""How it runs: are the parts there, and how late are the sweep and the outbox? For the page, ``/metrics`` and ``/healthz``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from redis import RedisError

from desk.access import DeskRequest, staff_only
from itsm.health import STALLED_AFTER, state
from itsm.signs import BEAT, STALE_AFTER, WORKER, age
from notifications import outbox
from people.rights import scopes_of
from sla import sweep


@dataclass(frozen=True)
class Running:
    """``parts`` as ``/healthz`` tells them; ages in seconds, None where nothing was ever heard."""

    parts: dict[str, bool]
    beat_age: float | None
    worker_age: float | None
    sweep_late: timedelta
    clocks: dict[str, int]
    queues: list[outbox.Queue]

    @property
    def is_well(self) -> bool:
        return all(self.parts.values())


def look(now: datetime) -> Running:
    """How it runs at this moment. Raises what the database raises where it is away."""
    return Running(
        parts=state(),
        beat_age=_heard(BEAT),
        worker_age=_heard(WORKER),
        sweep_late=sweep.lateness(now),
        clocks=sweep.standing(now),
        queues=outbox.queues(now),
    )


def _heard(key: str) -> float | None:
    try:
        return age(key)
    except (RedisError, OSError):
        return None


@require_GET
@never_cache
@staff_only
def running(request: DeskRequest) -> HttpResponse:
    """The heartbeat page: for whoever oversees the desk."""
    if not scopes_of(request.user, "oversee"):
        raise PermissionDenied
    context = {"running": look(timezone.now()), "stalled_after": STALLED_AFTER, "stale_after": STALE_AFTER}
    return render(request, "desk/running.html", context)
