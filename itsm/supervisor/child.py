"""One supervised process: started so that it never outlives its supervisor, stopped in its own way."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import psutil

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 20_000_000
"""Bytes, looked at whenever the process starts."""
_libc = ctypes.CDLL(None) if hasattr(ctypes, "CDLL") and os.name == "posix" else None


@dataclass
class Child:
    """``ready`` says when it serves; ``stop_signal`` and ``patience`` (seconds) how it is stopped before it is killed."""

    name: str
    command: Sequence[str]
    run: Path
    logs: Path
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 20.0
    ready: Callable[[], bool] = lambda: True
    environment: Mapping[str, str] = field(default_factory=dict)
    user: Mapping[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    not_before: float = 0.0
    started_at: float = 0.0
    log_begins: int = 0

    def start(self) -> None:
        """Begin, in a session of its own: Ctrl-C reaches the supervisor alone, which stops things in order."""
        if self.process is not None:
            # Killed outright, it could not take its own children along; they would hold the port or the queue.
            _kill_group(self.process.pid)
        self.started_at = time.monotonic()
        with self._log() as log:
            self.log_begins = log.tell()
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with(self.stop_signal, os.getpid()),
                env={**os.environ, **self.environment, "TANGGAP_CHILD": "1"},
                **self.user,
            )
        self._note.write_text(
            json.dumps({"pid": self.process.pid, "born": psutil.Process(self.process.pid).create_time()})
        )

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether it serves within the time; False at once where it has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.is_running:
                return False
            if self.ready():
                return True
            time.sleep(0.05)
        return False

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to stop, wait, then kill its whole group."""
        if self.process is None:
            return
        _end(self.process.pid, self.stop_signal, self.patience, self.process.poll)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self._note.unlink(missing_ok=True)

    def reap_leftover(self) -> None:
        """Stop what an earlier supervisor left behind: the very process that was noted, never another of its number."""
        try:
            noted = json.loads(self._note.read_text())
            _kill_orphans(noted["pid"])
            left = psutil.Process(noted["pid"])
            if left.create_time() == noted["born"]:
                _end(left.pid, self.stop_signal, self.patience, lambda: None if _lives(left) else 0)
        except (OSError, ValueError, KeyError, psutil.Error):
            pass
        self._note.unlink(missing_ok=True)

    def last_words(self) -> str:
        """The line of its log that says why it ended: the last fatal one of this run, else the last one."""
        try:
            with (self.logs / f"{self.name}.log").open("rb") as log:
                log.seek(self.log_begins)
                lines = log.read().decode(errors="replace").strip().splitlines()
        except OSError:
            return ""
        return next((line for line in reversed(lines) if "FATAL" in line), lines[-1] if lines else "")

    def _log(self) -> IO[bytes]:
        """Its log; what grew large is put aside first, one older one is kept."""
        file = self.logs / f"{self.name}.log"
        if file.exists() and file.stat().st_size > LARGEST_LOG:
            file.replace(file.with_suffix(".log.1"))
        return file.open("ab")

    @property
    def _note(self) -> Path:
        return self.run / f"{self.name}.pid.json"


def _die_with(stop: signal.Signals, parent: int) -> Callable[[], None]:
    """Have the kernel send the stop signal when the supervisor dies, however it dies."""

    def prepare() -> None:
        if _libc is not None and hasattr(_libc, "prctl"):
            _libc.prctl(PR_SET_PDEATHSIG, int(stop), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _lives(process: psutil.Process) -> bool:
    """A zombie is gone: only nobody has asked how it ended."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _end(pid: int, stop: signal.Signals, patience: float, ended: Callable[[], int | None]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, stop)
    end = time.monotonic() + patience
    while ended() is None and time.monotonic() < end:
        time.sleep(0.05)
    _kill_group(pid)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _kill_orphans(leader: int) -> None:
    """End what a dead child left in its group. While the group lasts, its number goes to no other process."""
    if psutil.pid_exists(leader):
        return
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if os.getpgid(process.pid) == leader and process.environ().get("TANGGAP_CHILD"):
                process.kill()
