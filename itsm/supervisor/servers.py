"""Embedded PostgreSQL and Redis: the binaries of the wheels, over sockets in TANGGAP_HOME, never over the network."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from itsm import home as places
from itsm.supervisor.child import Child
from itsm.supervisor.failure import CannotStart
from itsm.supervisor.owner import Owner
from itsm.supervisor.programs import Programs

DATABASE, OWNER = "tanggap", "tanggap"
_PATIENCE = (0.5, 1.0, 2.0, 0.0)
"""Seconds between the attempts to start a server."""
_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")

LEFTOVER_SECONDS = 20
"""How long a server that is left over may take to stop before a start gives up."""


class Embedded:
    """Both servers of one home, or those of them that are not given by a URL.

    ``fast`` gives up durability, for tests. ``owner`` is given up when they stop: two processes that start servers
    in one home would take them from each other.
    """

    def __init__(self, home: Path, *, fast: bool = False, owner: Owner | None = None) -> None:
        self.fast, self.owner, self.home = fast, owner, places.servers(home)
        self._pointer = home / "servers" if self.home != home else None
        self.database = not os.environ.get("DATABASE_URL")
        self.redis = not os.environ.get("REDIS_URL")
        self.run, self.logs = places.sockets(home), self.home / "log"
        self.user = _servant()
        self.programs = Programs(self.home / "programs" if self.user else None)
        self.children: list[Child] = []

    def start(self) -> None:
        """Both up and serving; raises CannotStart with one clear line."""
        self._folders()
        if self.redis:
            self._launch(self._redis())
        if self.database:
            self._launch(self._postgres())
            self._create_database()

    def stop(self) -> None:
        """Stop in reverse order."""
        for child in reversed(self.children):
            child.stop()
        self.children.clear()
        if self.owner:
            self.owner.release()

    def _folders(self) -> None:
        try:
            for folder in (self.home, self.run, self.logs):
                folder.mkdir(parents=True, exist_ok=True)
            if self.run.stat().st_uid not in {os.getuid(), self.user.get("user", os.getuid())}:
                raise CannotStart(f"{self.run} belongs to somebody else; choose a TANGGAP_HOME with a shorter path.")
            self.run.chmod(0o700)
            if self.user:
                for folder in (self.run, self.logs):
                    os.chown(folder, self.user["user"], self.user["group"])
            if self._pointer and not self._pointer.is_symlink():
                self._pointer.symlink_to(self.home)
        except OSError as error:
            raise CannotStart(f"{self.home} cannot be used: {error.strerror}.") from None

    def _launch(self, child: Child) -> None:
        child.reap_leftover()
        self.children.append(child)
        for wait in _PATIENCE:
            child.start()
            if child.wait_until_ready(30):
                return
            if child.is_running:
                break
            # A server that was killed outright takes a moment to let go of its memory and files.
            time.sleep(wait)
        raise CannotStart(f"{child.name} does not start: {child.last_words() or 'see ' + str(self.logs)}")

    def _redis(self) -> Child:
        path, data = self.run / "redis.sock", self._data("redis")
        command = [
            str(self.programs.redis()), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700",
            "--daemonize", "no", "--dir", str(data), "--save", "", "--appendonly", "no" if self.fast else "yes",
            "--appendfsync", "everysec", "--maxmemory-policy", "noeviction", "--databases", "64",
        ]  # fmt: skip
        return self._child("redis", command, signal.SIGTERM, lambda: _answers(path))

    def _postgres(self) -> Child:
        data, programs = self.home / "postgres", self.programs.postgres()
        if not (data / "PG_VERSION").exists():
            self._make_cluster(programs, data)
        self._drop_stale_lock(data)
        options = [
            "listen_addresses=", f"unix_socket_directories={self.run}", "unix_socket_permissions=0700",
            "max_connections=60", "jit=off", "timezone=UTC", "shared_buffers=128MB",
            *(_FORGETFUL if self.fast else ()),
        ]  # fmt: skip
        command = [str(programs / "postgres"), "-D", str(data)]
        for option in options:
            command += ["-c", option]
        return self._child("postgres", command, signal.SIGINT, self._accepts)

    def _child(self, name: str, command: list[str], stop: signal.Signals, ready: Any) -> Child:
        return Child(name, command, self.run, self.logs, stop, 30.0, ready, user=self.user)

    def _make_cluster(self, programs: Path, data: Path) -> None:
        """Into a folder beside, then renamed: a half-made cluster never looks like a whole one."""
        draft = data.with_name("postgres.init")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if self.user:
            os.chown(draft, self.user["user"], self.user["group"])
        made = subprocess.run(  # noqa: S603 - our own command
            [
                str(programs / "initdb"), "-D", str(draft), "-U", OWNER, "-A", "trust", "-E", "UTF8",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync",
            ],
            capture_output=True, text=True, **self.user,
        )  # fmt: skip
        if made.returncode:
            raise CannotStart(
                f"The database cannot be made: {(made.stderr.strip() or 'initdb failed').splitlines()[-1]}"
            )
        draft.rename(data)

    def _await_end(self, holder: psutil.Process, data: Path) -> None:
        """A server whose supervisor was killed is stopping; on a busy machine that takes seconds."""
        try:
            holder.wait(LEFTOVER_SECONDS)
        except psutil.TimeoutExpired:
            raise CannotStart(f"PostgreSQL of {data} runs already (pid {holder.pid}).") from None

    def _drop_stale_lock(self, data: Path) -> None:
        """After a crash the lock may name a process that is something else by now; PostgreSQL would refuse to start."""
        lock = data / "postmaster.pid"
        try:
            holder = psutil.Process(int(lock.read_text().split("\n", 1)[0]))
            if "postgres" in holder.name() and str(data) in " ".join(holder.cmdline()):
                self._await_end(holder, data)
        except FileNotFoundError:
            return
        except (psutil.Error, ValueError):
            pass
        lock.unlink(missing_ok=True)

    def _accepts(self) -> bool:
        try:
            psycopg2.connect(host=str(self.run), user=OWNER, dbname="postgres", connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _create_database(self) -> None:
        connection = psycopg2.connect(host=str(self.run), user=OWNER, dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()

    def _data(self, name: str) -> Path:
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        if self.user:
            os.chown(folder, self.user["user"], self.user["group"])
        return folder


def _servant() -> dict[str, Any]:
    """Who the servers run as: ourselves, but never root, whom PostgreSQL refuses."""
    if os.getuid() != 0:
        return {}
    for name in ("tanggap", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise CannotStart("As root there must be a user 'nobody' to run the database as.")


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False
