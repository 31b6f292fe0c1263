"""Where this installation keeps its data: TANGGAP_HOME and the folders inside it."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from itsm.env import Misconfigured

LONGEST_SOCKET_PATH = 103
"""Bytes. Linux allows 108 with the closing zero; macOS and PostgreSQL's own suffixes leave a little less."""


def sockets(home: Path) -> Path:
    """The folder of the embedded servers' sockets.

    `home/run`, or a short folder among the temporary files when that path is too long for a Unix socket.
    """
    inside = home / "run"
    if len(os.fsencode(inside / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"tanggap-{os.getuid()}-{digest}"


def secret_key(home: Path) -> str:
    """The key of this installation: made once, readable by its owner only."""
    file = home / "secret.key"
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Misconfigured(f"{file} can't be read: {error.strerror}.") from None
    try:
        return _made_key(home, file)
    except OSError as error:
        raise Misconfigured(f"TANGGAP_HOME={home} can't be written to: {error.strerror}.") from None


def _made_key(home: Path, file: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f".secret.key.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(50))
    try:
        # A link never overwrites: of two processes starting at once, one wins and both read its key.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii").strip()
