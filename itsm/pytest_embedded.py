"""Gives the test run its own PostgreSQL and Redis, unless DATABASE_URL and REDIS_URL name others.

Loaded with ``-p``: pytest-django reads the settings before any conftest. The servers are those of ``manage.py up``,
in a folder of their own, told to forget durability.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from itsm.home import sockets

if TYPE_CHECKING:
    from itsm.supervisor.servers import Embedded

ROOT = Path(__file__).resolve().parent.parent
os.environ["TANGGAP_TESTING"] = "on"
os.environ["UNDO_SEND"] = "0"
os.environ["TANGGAP_HOME"] = os.environ.get("TANGGAP_TEST_HOME") or str(ROOT / "var-test")
os.environ.pop("EMAIL_URL", None)
if (runner := os.environ.get("PYTEST_XDIST_WORKER")) and "REDIS_URL" not in os.environ:
    # pytest-django gives each runner a database of its own; this does the same for Redis.
    os.environ["REDIS_URL"] = f"unix://{sockets(Path(os.environ['TANGGAP_HOME']))}/redis.sock?db={int(runner[2:]) + 1}"
_running: list[Embedded] = []


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers once, in the process that leads."""
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    from itsm.supervisor.failure import CannotStart  # noqa: PLC0415 - the environment above must come first
    from itsm.supervisor.owner import Owner  # noqa: PLC0415
    from itsm.supervisor.servers import Embedded  # noqa: PLC0415

    home = Path(os.environ["TANGGAP_HOME"])
    try:
        servers = Embedded(home, fast=True, owner=Owner(home))
        _running.append(servers)
        servers.start()
    except CannotStart as reason:
        pytest.exit(f"No servers to test with: {reason}", returncode=2)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    while _running:
        _running.pop().stop()
