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


ELSEWHERE = Path("/var/lib")
"""Where the servers' data go when root's home is closed to the user they run as."""


def servers(home: Path) -> Path:
    """The folder of the embedded servers' data: the home itself, wherever that can be.

    Root's servers run as somebody else, for PostgreSQL refuses root. In a home that is closed to others, as `/root`
    is, they can't reach anything: then it is a folder of this home's own elsewhere.
    """
    if os.getuid() != 0 or is_open(home):
        return home
    return ELSEWHERE / f"tanggap-{_digest(home)}"


def is_open(folder: Path) -> bool:
    """Whether any user may pass through `folder`, as far as it exists, and through all above it."""
    return all(each.stat().st_mode & 0o001 for each in [folder, *folder.parents] if each.exists())


def sockets(home: Path) -> Path:
    """The folder of the embedded servers' sockets.

    `run` beside their data, or a short folder among the temporary files when that is too long for a Unix socket.
    """
    inside = servers(home) / "run"
    if len(os.fsencode(inside / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH:
        return inside
    return Path(tempfile.gettempdir()) / f"tanggap-{os.getuid()}-{_digest(home)}"


def _digest(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:12]


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
    if not home.exists():
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o755)  # whatever the umask: the servers' user passes through; each secret is closed by itself
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
