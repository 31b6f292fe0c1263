"""A real Chromium. Where none can be found the tests fail and say so: they are never skipped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from itsm.browser import find

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync interface keeps a loop in this thread
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = find()
    assert path, "The browser tests need Chromium; on Debian: apt-get install chromium."
    return {
        "executable_path": path,
        "args": [
            "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    }  # fmt: skip


Visit = Callable[..., Page]
EXPECTED = (
    "status of 422",
    "status of 409",
    "status of 403",
    "status of 404",
    "status of 410",
    "status of 502",
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
)
"""What a browser logs when a test refuses it something on purpose. A breach of the content policy is never that."""


@pytest.fixture
def stranger(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """``stranger()`` – a page of nobody in particular; the test fails on any fault or refusal in its console."""
    opened = []
    complaints: list[str] = []

    def enter(*, viewport: dict[str, int] = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(
            **{"base_url": live_server.url, "viewport": viewport, "locale": "en-GB", **options}
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield enter
    for context in opened:
        context.close()
    assert [said for said in complaints if not any(known in said for known in EXPECTED)] == []


@pytest.fixture
def visit(real_db: None, stranger: Visit) -> Visit:
    """``visit("agent@cast.example")`` – a page of somebody signed in."""

    def enter(email: str, **options: Any) -> Page:
        page = stranger(**options)
        page.goto("/accounts/login/")
        page.fill("[name=username]", email)
        page.fill("[name=password]", "demo")
        page.click("main button.btn-primary")
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    return enter


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """``accessible(page)`` – axe finds nothing on it."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        told = [
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for rule in found
            for node in rule["nodes"]
        ]
        assert not told, f"{page.url}\n" + "\n".join(told[:12])

    return check
