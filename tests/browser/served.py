"""The product as it is served: granian with pages and server-sent events on one port, on the database of the test."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.elsewhere import environment
from tests.faults.installation import ROOT, free_port


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Its address, while it runs."""
    port = free_port()
    told = {**environment(), "TANGGAP_TESTING": "on", "PORT": str(port)}
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--no-ws", "--workers-kill-timeout", "5", "itsm.asgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _until_it_answers(process, port)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            http.client.HTTPConnection("127.0.0.1", port, timeout=3).request("GET", "/accounts/login/")
            return
        assert process.poll() is None, "the web server ended"
        time.sleep(0.1)
    raise AssertionError("the web server does not answer")
