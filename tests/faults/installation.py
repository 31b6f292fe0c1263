"""A whole installation of its own for a test: ``manage.py up`` as a process, in a home of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from itsm.home import servers, sockets

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {
    "DATABASE_URL",
    "REDIS_URL",
    "TANGGAP_TESTING",
    "TANGGAP_HOME",
    "DJANGO_SETTINGS_MODULE",
    "PORT",
    "EMAIL_URL",
}


@dataclass
class Installation:
    """``begin`` and ``end`` it; ``health`` of it; ``sql`` in its database; ``manage`` runs a command in it."""

    home: Path
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name not in LEFT_OUT and not name.startswith("COV")
        }
        return {**kept, "TANGGAP_HOME": str(self.home), "PORT": str(self.port)}

    def spawn(self) -> subprocess.Popen[str]:
        """``manage.py up``, in a process group of its own as a shell gives it one."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "up"], cwd=ROOT, env=self.environment, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def begin(self) -> None:
        """Start it and wait until it is healthy."""
        self.process = self.spawn()
        until(lambda: self.process.poll() is not None or self.is_healthy())  # type: ignore[union-attr]
        if self.process.poll() is not None:
            raise AssertionError(f"it did not start: {self.process.stdout.read()}")  # type: ignore[union-attr]

    def refused(self) -> str:
        """Start it where it cannot start: what it says. It must end by itself, with a status that says so."""
        process = self.spawn()
        said, _nothing = process.communicate(timeout=30)
        assert process.returncode not in {0, None}
        assert "Traceback" not in said
        assert len(said.strip().splitlines()) == 1, said
        return said.strip()

    def end(self, number: int = signal.SIGTERM, *, whole_group: bool = False) -> int:
        """Tell it to stop; its exit status."""
        assert self.process is not None
        (os.killpg if whole_group else os.kill)(self.process.pid, number)
        return self.process.wait(60)

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, text=True, capture_output=True
        )

    def health(self) -> tuple[int, dict[str, bool]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=3) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except (OSError, ValueError):
            return 0, {}

    def is_healthy(self) -> bool:
        return self.health()[0] == 200

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        connection = psycopg2.connect(host=str(sockets(self.home)), user="tanggap", dbname="tanggap")
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def pid(self, name: str) -> int:
        """The process of a child that the supervisor noted."""
        return int(json.loads((sockets(self.home) / f"{name}.pid.json").read_text())["pid"])

    def processes(self) -> list[psutil.Process]:
        """All that belong to it, found by what their environment says, whoever their parent is by now."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                ours = process.environ().get("TANGGAP_HOME") == str(self.home) or str(self.home) in process.cmdline()
                if ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found


@contextlib.contextmanager
def installation(folder: str = "") -> Iterator[Installation]:
    """In a folder that the servers' own user can reach; nothing of it is left afterwards."""
    base = Path(tempfile.mkdtemp(prefix="tanggap-test-"))
    base.chmod(0o755)
    made = Installation(base / folder / "var" if folder else base / "var")
    try:
        yield made
    finally:
        for process in made.processes():
            with contextlib.suppress(psutil.Error):
                process.kill()
        until(lambda: not made.processes())
        for folder in (sockets(made.home), servers(made.home), base):
            shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
