"""One supervisor a home: a lock that ends with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from itsm.supervisor.failure import CannotStart


class Owner:
    """Holds TANGGAP_HOME. A file left by a dead process is no lock."""

    def __init__(self, home: Path) -> None:
        try:
            home.mkdir(parents=True, exist_ok=True)
            self._file = (home / "owner.lock").open("a+")
        except OSError as error:
            raise CannotStart(f"{home} cannot be used: {error.strerror}.") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.seek(0)
            pid = self._file.read().strip() or "unknown"
            self._file.close()
            raise CannotStart(
                f"Another process uses {home} (pid {pid}). Wait for it or stop it, or set TANGGAP_HOME."
            ) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Give the home up."""
        self._file.close()


def is_owned(home: Path) -> bool:
    """Whether a supervisor runs in this home."""
    try:
        with (home / "owner.lock").open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
