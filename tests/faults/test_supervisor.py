"""``manage.py up`` under kill, crowding and want: nothing is lost, nothing is left, and refusals are one clear line."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from itsm.home import servers
from itsm.supervisor.failure import CannotStart
from itsm.supervisor.up import Supervisor
from tests.faults.installation import LEFT_OUT, ROOT, Installation, installation, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("one installation after the other"),
    pytest.mark.skipif(os.name != "posix", reason="processes are supervised on POSIX only"),
]


@pytest.fixture(scope="module")
def place() -> Iterator[Installation]:
    """One home for all tests of this file, so that only the first pays for making the database."""
    with installation() as made:
        made.begin()
        made.sql("CREATE TABLE kept (what text)")
        yield made


@pytest.fixture
def running(place: Installation) -> Installation:
    if place.process is None or place.process.poll() is not None:
        place.begin()
    return place


@pytest.fixture
def stopped(place: Installation) -> Installation:
    if place.process is not None and place.process.poll() is None:
        place.end()
    until(lambda: not place.processes())
    return place


def keep(place: Installation, what: str) -> None:
    place.sql(f"INSERT INTO kept VALUES ('{what}')")  # noqa: S608 - our own words


def kept(place: Installation) -> set[str]:
    return {row[0] for row in place.sql("SELECT what FROM kept")}


def test_one_command_starts_everything(running: Installation) -> None:
    assert running.health() == (200, {"database": True, "redis": True, "worker": True, "beat": True})


def test_a_second_start_in_the_same_home_is_refused_and_says_who_runs(running: Installation) -> None:
    other = Installation(running.home)
    said = other.refused()
    assert str(running.process.pid) in said  # type: ignore[union-attr]
    assert running.is_healthy()


def test_other_commands_borrow_the_running_servers(running: Installation) -> None:
    before = running.pid("postgres")
    assert running.manage("migrate", "--check").returncode == 0
    assert (running.pid("postgres"), running.is_healthy()) == (before, True)


@pytest.mark.parametrize("child", ["postgres", "redis", "web", "worker", "beat"])
def test_a_killed_child_is_started_again_and_nothing_is_lost(running: Installation, child: str) -> None:
    keep(running, f"before {child} died")
    before = running.pid(child)
    os.kill(before, signal.SIGKILL)
    until(lambda: running.pid(child) != before and running.is_healthy())
    assert f"before {child} died" in kept(running)


@pytest.mark.parametrize("whole_group", [False, True], ids=["SIGTERM", "Ctrl-C"])
def test_told_to_stop_it_leaves_no_process(running: Installation, whole_group: bool) -> None:
    keep(running, "before the stop")
    assert running.end(signal.SIGINT if whole_group else signal.SIGTERM, whole_group=whole_group) == 0
    assert running.processes() == []
    running.begin()
    assert "before the stop" in kept(running)


def test_open_streams_are_told_good_bye_when_it_stops(running: Installation) -> None:
    signed = "from itsm.events import ticket; print(ticket(1, works_on_desk=True))"
    shown = running.manage("shell", "--no-imports", "-c", signed).stdout.split()[-1]
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as page:
        page.sendall(f"GET /events/?ticket={shown} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        until(lambda: b"event: open" in page.recv(4096))
        assert running.end() == 0
        said = b"".join(iter(lambda: page.recv(4096), b""))
    assert said.endswith(b"0\r\n\r\n"), "cut off in the middle"


def test_a_killed_supervisor_takes_its_children_along_and_a_new_start_recovers(running: Installation) -> None:
    keep(running, "before the supervisor died")
    running.end(signal.SIGKILL)
    running.begin()
    assert "before the supervisor died" in kept(running)
    assert running.end() == 0
    assert running.processes() == []


def test_everything_killed_at_once_recovers(running: Installation) -> None:
    keep(running, "before everything died")
    for process in running.processes():
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    running.process.wait(10)  # type: ignore[union-attr]
    running.begin()
    assert "before everything died" in kept(running)


def test_a_taken_port_is_refused(stopped: Installation) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind(("127.0.0.1", stopped.port))
        line.listen()
        assert stopped.refused() == f"Port {stopped.port} is taken. Stop what uses it, or set PORT."
    assert stopped.processes() == []


def test_locks_left_by_the_dead_are_no_locks(stopped: Installation) -> None:
    bystander = subprocess.Popen(["sleep", "600"])
    try:
        (stopped.home / "owner.lock").write_text(str(bystander.pid))
        # What PostgreSQL's own check would take for a running server: a number that lives, and is something else.
        (stopped.home / "postgres" / "postmaster.pid").write_text(f"{bystander.pid}\n{stopped.home}/postgres\n")
        stopped.begin()
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_command_without_a_supervisor_starts_and_stops_its_own_servers(stopped: Installation) -> None:
    assert stopped.manage("migrate", "--check").returncode == 0
    assert stopped.processes() == []


def test_two_commands_never_take_the_servers_from_each_other(stopped: Installation) -> None:
    ask = "connection.cursor().execute('SELECT 1')"
    code = f"import time; from django.db import connection; {ask}; time.sleep(4); {ask}; print('whole')"
    first = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-c", code],
        cwd=ROOT, env=stopped.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    until(lambda: (stopped.home / "postgres" / "postmaster.pid").exists())
    stopped.manage("migrate", "--check")
    said, _nothing = first.communicate(timeout=60)
    assert said.strip().endswith("whole")


def test_a_home_with_a_long_path_works(place: Installation) -> None:
    with installation("deep/" + "er/" * 30) as deep:
        assert deep.manage("migrate").returncode == 0
        assert deep.processes() == []


def test_a_home_that_cannot_be_used_is_refused() -> None:
    assert "TANGGAP_HOME=/proc/none can't be written to" in Installation(Path("/proc/none")).refused()


@pytest.mark.skipif(os.getuid() != 0, reason="only root's servers run as somebody else")
def test_in_a_home_closed_to_others_the_servers_keep_their_data_elsewhere() -> None:
    with installation("closed") as made:
        made.home.parent.mkdir(mode=0o700)
        assert made.manage("migrate").returncode == 0
        assert (made.home / "servers").resolve() == servers(made.home)
        assert (servers(made.home) / "postgres" / "PG_VERSION").exists()
        assert servers(made.home) != made.home


def test_too_little_room_is_refused(stopped: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    supervisor = Supervisor(stopped.home, stopped.port, print, lambda: None)
    monkeypatch.setattr("itsm.supervisor.up.LEAST_FREE", shutil.disk_usage(stopped.home).total + 1)
    with pytest.raises(CannotStart, match="MB are free"):
        supervisor.run(lambda: None)
    assert stopped.processes() == []


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_a_given_server_that_does_not_answer_is_refused(
    stopped: Installation, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    scheme = {"DATABASE_URL": "postgres", "REDIS_URL": "redis"}[name]
    monkeypatch.setattr("tests.faults.installation.LEFT_OUT", LEFT_OUT - {name})
    monkeypatch.setenv(name, f"{scheme}://127.0.0.1:1/0")
    assert "does not answer" in stopped.refused()
    assert stopped.processes() == []
