"""``python -m itsm.browser``: is there a browser to test with? Installs Debian's Chromium where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium or Chrome, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """0 where a browser is there, or could be installed; else says what to do and returns 1."""
    if find():
        return 0
    if os.getuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Installing Chromium for the browser tests …\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)  # noqa: S607
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"],  # noqa: S607
            env=environment, check=False, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    if find():
        return 0
    sys.stderr.write("The browser tests need Chromium; on Debian: apt-get install chromium.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
