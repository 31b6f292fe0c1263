"""Another process on the very database and Redis of this test."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """What such a process needs to know. The test must have committed what the other is to see."""
    where = connection.settings_dict
    host = where["HOST"]
    server = (
        f"/{where['NAME']}?host={host}" if host.startswith("/") else f"{host}:{where['PORT'] or 5432}/{where['NAME']}"
    )
    who = f"{where['USER']}:{where['PASSWORD']}" if where["PASSWORD"] else where["USER"]
    return {
        **os.environ, "DATABASE_URL": f"postgres://{who}@{server}", "REDIS_URL": settings.REDIS, "TANGGAP_CHILD": "1",
        "DJANGO_SETTINGS_MODULE": "itsm.settings", "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip
