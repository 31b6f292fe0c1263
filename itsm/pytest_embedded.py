"""Gives the test run its own PostgreSQL and Redis, unless DATABASE_URL and REDIS_URL name others.

Loaded with ``-p``: pytest-django reads the settings before any conftest. The servers are those of ``manage.py up``,
in a folder of their own, told to forget durability.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from itsm.supervisor.servers import Embedded

ROOT = Path(__file__).resolve().parent.parent
os.environ["TANGGAP_TESTING"] = "on"
os.environ["TANGGAP_HOME"] = os.environ.get("TANGGAP_TEST_HOME") or str(ROOT / "var-test")
os.environ.pop("EMAIL_URL", None)
_running: list[Embedded] = []


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers once, in the process that leads."""
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    from itsm.supervisor.servers import Embedded  # noqa: PLC0415 - the environment above must come first

    servers = Embedded(Path(os.environ["TANGGAP_HOME"]), fast=True)
    servers.start()
    _running.append(servers)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    while _running:
        _running.pop().stop()
