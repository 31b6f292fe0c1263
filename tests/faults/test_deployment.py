"""The entry points of docker-compose.yml and Dockerfile, as processes against a PostgreSQL and a Redis given by URL.

No container engine is needed: the very commands of those files run with the very settings they give.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from tests.faults.installation import LEFT_OUT, ROOT, free_port, until

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("one installation after the other")]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
DATABASE = "deployment_test"


def command(service: str) -> list[str]:
    """What a service of docker-compose.yml runs; the web server's command is the image's own."""
    if service == "web":
        found = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M)
        assert found
        return [str(word) for word in json.loads(found.group(1))]
    found = re.search(rf"^  {service}:\n(?:    .*\n)*?    command: (.*)$", COMPOSE, re.M)
    assert found
    return shlex.split(found.group(1))


@pytest.fixture(scope="module")
def database_url(django_db_setup: None) -> Iterator[str]:
    """An empty database on the server the tests use."""
    given = connection.settings_dict
    address = {"host": given["HOST"] or given["OPTIONS"].get("host"), "port": given["PORT"] or None}
    server = psycopg2.connect(dbname="postgres", user=given["USER"], password=given["PASSWORD"] or None, **address)
    server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
        who = f"{given['USER']}:{quote(given['PASSWORD'])}" if given["PASSWORD"] else given["USER"]
        if str(address["host"]).startswith("/"):
            yield f"postgres://{who}@/{DATABASE}?host={address['host']}"
        else:
            yield f"postgres://{who}@{address['host']}:{address['port'] or 5432}/{DATABASE}"
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    server.close()


@pytest.fixture(scope="module")
def environment(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT and not name.startswith("COV")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    # Another number on the same server: the tests' own worker must not take these tasks.
    redis = re.sub(r"(/|\?db=)\d+$", r"\g<1>15", settings.REDIS)
    home = str(tmp_path_factory.mktemp("data"))
    return {**kept, "PATH": path, "DATABASE_URL": database_url, "REDIS_URL": redis, "TANGGAP_HOME": home}


def test_every_service_that_runs_our_image_is_healthy_together(environment: dict[str, str], tmp_path: Path) -> None:
    migrated = subprocess.run(command("migrate"), cwd=ROOT, env=environment, capture_output=True, text=True)
    assert migrated.returncode == 0, migrated.stderr
    port = free_port()
    web = [str(port) if word == "8000" else word for word in command("web")]
    beat = [str(tmp_path / "beat") if word.endswith("beat-schedule") else word for word in command("beat")]
    started = [
        subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for words in (web, command("worker"), beat)
    ]
    try:
        until(lambda: health(port) == {"database": True, "redis": True, "worker": True, "beat": True})
        assert page(port, "/accounts/login/") == 200
    finally:
        for process in started:
            process.terminate()
        assert [process.wait(30) for process in started] == [0, 0, 0]


def test_the_healthcheck_of_the_web_service_asks_what_answers() -> None:
    assert "http://127.0.0.1:8000/healthz" in COMPOSE
    assert "127.0.0.1" in settings.ALLOWED_HOSTS


def test_compose_accepts_the_file() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("no `docker compose` here")
    checked = subprocess.run([docker, "compose", "config", "--quiet"], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def health(port: int) -> dict[str, bool]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return dict(json.load(answer))
    except (urllib.error.URLError, OSError, ValueError):
        time.sleep(0.1)
        return {}


def page(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return int(answer.status)
