"""Collects the static files, when they are not what was collected last time: it takes a second, at every start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from itsm.supervisor.failure import CannotStart


def collect() -> bool:
    """Whether something had to be collected. Raises CannotStart where the pages were never built."""
    if not (Path(settings.BASE_DIR) / "static" / "dist" / "app.css").exists():
        raise CannotStart("The pages are not built: run `make install` (it needs Node.js) first.")
    noted, now = Path(settings.HOME) / "static.fingerprint", fingerprint()
    if Path(settings.STATIC_ROOT).exists() and noted.exists() and noted.read_text() == now:
        return False
    # Taken back first: what a broken-off collection leaves must not pass for a whole one.
    noted.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    noted.write_text(now)
    return True


def fingerprint() -> str:
    """Of all files as they would be found now: their places, sizes and times of change."""
    digest = hashlib.sha256()
    for line in sorted(_found()):
        digest.update(line.encode())
    return digest.hexdigest()


def _found() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            yield f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n"
