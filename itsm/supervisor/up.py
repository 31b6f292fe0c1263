"""``manage.py up``: everything, in order, until told to stop."""

from __future__ import annotations

import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from django.conf import settings

from itsm.supervisor.child import Child
from itsm.supervisor.failure import CannotStart
from itsm.supervisor.owner import Owner
from itsm.supervisor.servers import Embedded

LEAST_FREE = 300_000_000
"""Bytes; a database that runs full stops in the middle of things."""
STEADY_AFTER = 60.0
"""Seconds after which a child that ran counts as well again."""


@dataclass
class Supervisor:
    """Starts Redis and PostgreSQL, prepares, starts web server, worker and beat; restarts what dies; stops in reverse."""

    home: Path
    port: int
    say: Callable[[str], None]
    prepare: Callable[[], None]
    stopping: bool = False
    servers: Embedded = field(init=False)
    workers: list[Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.servers = Embedded(self.home)

    def run(self, when_ready: Callable[[], None]) -> None:
        """Until SIGINT or SIGTERM. Raises CannotStart, having stopped what was started."""
        owner = Owner(self.home)
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, self._stop)
        try:
            self._check()
            self.servers.start()
            self.prepare()
            if not self.stopping:
                self._start_workers()
                self._wait_for_health()
                if not self.stopping:
                    when_ready()
            while not self.stopping:
                self._restart_what_died()
                time.sleep(0.3)
        finally:
            self._stop_all()
            owner.release()

    def _check(self) -> None:
        if shutil.disk_usage(self.home).free < LEAST_FREE:
            raise CannotStart(f"Less than {LEAST_FREE // 1_000_000} MB are free in {self.home}. Make room first.")
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                line.bind(("0.0.0.0", self.port))  # noqa: S104 - only to see whether it is free
            except OSError:
                raise CannotStart(f"Port {self.port} is taken. Stop what uses it, or set PORT.") from None

    def _start_workers(self) -> None:
        python = sys.executable
        queues = ",".join(settings.QUEUES)
        commands = {
            "web": [
                python, "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", str(self.port),  # noqa: S104
                "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "20",
                "--no-ws", "itsm.wsgi:application",
            ],
            "worker": [
                python, "-m", "celery", "-A", "itsm", "worker", "-c", "2", "-Q", queues, "-l", "WARNING",
                "--without-gossip", "--without-mingle",
            ],
            "beat": [
                python, "-m", "celery", "-A", "itsm", "beat", "-l", "WARNING", "--pidfile=",
                "-s", str(self.home / "beat-schedule"),
            ],
        }  # fmt: skip
        for name, command in commands.items():
            child = Child(
                name, command, self.servers.run, self.servers.logs, environment={"PYTHONPATH": str(settings.BASE_DIR)}
            )
            child.reap_leftover()
            child.start()
            self.workers.append(child)

    def _wait_for_health(self) -> None:
        end = time.monotonic() + 90
        while time.monotonic() < end and not self.stopping:
            if is_healthy(self.port):
                return
            self._restart_what_died()
            time.sleep(0.2)
        if not self.stopping:
            raise CannotStart(f"It does not become healthy; see the logs in {self.servers.logs}.")

    def _restart_what_died(self) -> None:
        for child in [*self.servers.children, *self.workers]:
            if child.is_running or self.stopping:
                continue
            now = time.monotonic()
            if not child.not_before:
                child.failures += 1
                child.not_before = now + min(30.0, 0.2 * 2**child.failures)
                self.say(f"{child.name} ended; starting it again.")
            if now >= child.not_before:
                child.not_before = 0.0
                child.start()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _stop_all(self) -> None:
        self.stopping = True
        for child in reversed(self.workers):
            child.stop()
        self.servers.stop()


def is_healthy(port: int) -> bool:
    """Whether ``/healthz`` says 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
