"""`/healthz`: whether the parts are up, for supervisors, load balancers and people."""

import logging
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from itsm.heartbeats import is_alive

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """JSON of database, redis, worker and beat ("ok" or "down"); 200 when all are up, else 503."""
    parts = {name: "ok" if _works(name, check) else "down" for name, check in CHECKS.items()}
    return JsonResponse(parts, status=200 if set(parts.values()) == {"ok"} else 503)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _redis() -> bool:
    is_alive("worker")
    return True


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "redis": _redis,
    "worker": lambda: is_alive("worker"),
    "beat": lambda: is_alive("beat"),
}


def _works(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever breaks a part, the answer is "down"
        logger.warning("healthz: %s is down: %s", name, error)
        return False
