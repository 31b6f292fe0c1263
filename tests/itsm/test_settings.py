"""Settings as a process with a given environment sees them (itsm/settings.py)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(settings.BASE_DIR)


def read(expression: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Evaluate an expression on the settings of a new process with exactly this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", f"from itsm import settings as s; print({expression})"],
        cwd=ROOT,
        env={**kept, "TANGGAP_HOME": str(tmp_path / "home"), **environment},
        capture_output=True,
        text=True,
    )


def test_without_urls_both_servers_are_embedded_and_reached_by_socket(tmp_path: Path) -> None:
    seen = read("s.EMBEDS_DATABASE, s.EMBEDS_REDIS, s.DATABASES['default']['HOST'] == str(s.SOCKETS)", tmp_path)
    assert seen.stdout.strip() == "True True True"


def test_given_urls_are_used(tmp_path: Path) -> None:
    seen = read(
        "s.DATABASES['default']['HOST'], s.CELERY_BROKER_URL, s.EMBEDS_DATABASE",
        tmp_path,
        DATABASE_URL="postgres://a:b%40c@db.example:5433/t",
        REDIS_URL="redis://cache.example:6379/3",
    )
    assert seen.stdout.strip() == "db.example redis://cache.example:6379/3 False"


def test_https_makes_cookies_secure_and_asks_for_https_from_then_on(tmp_path: Path) -> None:
    seen = read(
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, 'help.example' in s.ALLOWED_HOSTS",
        tmp_path,
        SITE_URL="https://help.example",
    )
    assert seen.stdout.strip() == "True True True True"


def test_the_machine_itself_may_always_ask_for_its_health(tmp_path: Path) -> None:
    seen = read("'127.0.0.1' in s.ALLOWED_HOSTS", tmp_path, ALLOWED_HOSTS="help.example")
    assert seen.stdout.strip() == "True"


def test_mail_goes_to_the_mailbox_page_until_a_server_is_named(tmp_path: Path) -> None:
    assert read("s.MAIL_TO_MAILBOX", tmp_path).stdout.strip() == "True"
    given = read("s.MAIL_TO_MAILBOX, s.EMAIL_HOST, s.EMAIL_USE_TLS", tmp_path, EMAIL_URL="smtp+tls://m.example:587")
    assert given.stdout.strip() == "False m.example True"


def test_a_wrong_setting_stops_the_process_and_is_named(tmp_path: Path) -> None:
    seen = read("s.PORT", tmp_path, PORT="eighty")
    assert seen.returncode != 0
    assert "PORT='eighty' can't be used" in seen.stderr


@pytest.mark.parametrize("directive", ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"])
def test_pages_carry_a_strict_policy(db: None, client: Client, directive: str) -> None:
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert directive in policy
    assert "unsafe" not in policy


def test_pages_carry_the_other_security_headers(db: None, client: Client) -> None:
    headers = client.get("/accounts/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_an_unknown_host_name_is_refused(db: None, client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400
