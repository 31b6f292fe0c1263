"""``manage.py up``: everything, in order, until told to stop."""

from __future__ import annotations

import errno
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
from django.db import OperationalError, connection
from redis import RedisError

from itsm import signs
from itsm.supervisor.child import Child
from itsm.supervisor.failure import CannotStart
from itsm.supervisor.owner import Owner
from itsm.supervisor.servers import Embedded
from notifications import live

LEAST_FREE = 300_000_000
"""Bytes; a database that runs full stops in the middle of things."""
STEADY_AFTER = 60.0
"""Seconds after which a child that ran counts as well again."""
MOST_WAITED = 30.0
"""Seconds between two starts of a child that keeps ending."""


class _ToldToStop(BaseException):
    """Leaves a long preparation at once; no ``except Exception`` on the way may swallow it."""


@dataclass
class Supervisor:
    """Starts Redis and PostgreSQL, prepares, starts web server, worker and beat; restarts what dies; stops in reverse."""

    home: Path
    port: int
    say: Callable[[str], None]
    prepare: Callable[[], None]
    stopping: bool = False
    preparing: bool = False
    servers: Embedded = field(init=False)
    workers: list[Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.servers = Embedded(self.home)

    def run(self, when_ready: Callable[[], None]) -> None:
        """Until SIGINT or SIGTERM. Raises CannotStart, having stopped what was started."""
        owner = Owner(self.home)
        usual = {told: signal.signal(told, self._stop) for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            self._describe_workers()
            # What an earlier run left behind may still hold the port: it goes before the port is looked at.
            for child in reversed(self.workers):
                child.reap_leftover()
            self._check()
            self.servers.start()
            self._prepare()
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
            for told, handler in usual.items():
                signal.signal(told, handler)

    def _prepare(self) -> None:
        try:
            connection.ensure_connection()
            signs.forget_beats()
        except OperationalError as error:
            raise CannotStart(f"The database does not answer: {_first_line(error)}") from None
        except RedisError as error:
            raise CannotStart(f"Redis does not answer: {_first_line(error)}") from None
        try:
            self.preparing = not self.stopping
            if self.preparing:
                self.prepare()
        except _ToldToStop:
            pass
        finally:
            self.preparing = False

    def _check(self) -> None:
        if shutil.disk_usage(self.home).free < LEAST_FREE:
            raise CannotStart(f"Less than {LEAST_FREE // 1_000_000} MB are free in {self.home}. Make room first.")
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                line.bind((settings.BIND_ADDRESS, self.port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise CannotStart(f"Port {self.port} is taken. Stop what uses it, or set PORT.") from None
                raise CannotStart(
                    f"Port {self.port} of {settings.BIND_ADDRESS} can't be used: {error.strerror}."
                ) from None

    def _describe_workers(self) -> None:
        python = sys.executable
        queues = ",".join(settings.QUEUES)
        commands = {
            "web": [
                python, "-m", "granian", "--interface", "asgi", "--host", settings.BIND_ADDRESS, "--port", str(self.port),
                "--workers", "2", "--respawn-failed-workers", "--workers-kill-timeout", "20",
                "--no-ws", "itsm.asgi:application",
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
        place = {"PYTHONPATH": str(settings.BASE_DIR)}
        self.workers = [
            Child(name, command, self.servers.run, self.servers.logs, environment=place)
            for name, command in commands.items()
        ]

    def _start_workers(self) -> None:
        for child in self.workers:
            child.start()

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
            now = time.monotonic()
            if child.is_running or self.stopping:
                if now - child.started_at > STEADY_AFTER:
                    child.failures = 0
                continue
            if not child.not_before:
                child.failures += 1
                child.not_before = now + min(MOST_WAITED, 0.1 * 2 ** min(child.failures, 10))
                self.say(f"{child.name} ended; starting it again.")
            if now >= child.not_before:
                child.not_before = 0.0
                child.start()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        if self.preparing:
            self.preparing = False
            raise _ToldToStop

    def _stop_all(self) -> None:
        self.stopping = True
        if any(child.is_running for child in self.workers):
            live.end_all()  # the web server waits for open streams
        for child in reversed(self.workers):
            child.stop()
        self.servers.stop()


def is_healthy(port: int) -> bool:
    """Whether ``/healthz`` says 200."""
    try:
        with urllib.request.urlopen(f"http://{_own_address()}:{port}/healthz", timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _own_address() -> str:
    """Where we reach our own web server: an address that means "all" is no address to call."""
    return "127.0.0.1" if settings.BIND_ADDRESS in {"0.0.0.0", ""} else settings.BIND_ADDRESS  # noqa: S104


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
