"""Typed readers of the environment.

Each read is remembered with its explanation: `docs/admin/settings.md` is made from them. What is unclear is refused
when the process starts, never guessed: a wrong setting must not show up at three in the morning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


class Misconfigured(Exception):
    """A setting that can't be used. The message names the variable and what it may be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable that Tanggap reads, as the settings table shows it."""

    name: str
    kind: str
    default: str
    about: str
    is_secret: bool = False


class Environment:
    """Reads variables out of `source` and remembers every one it was asked for, in order."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self.source = source
        self.settings: list[Setting] = []

    def text(self, name: str, default: str, about: str, *, shown: str | None = None) -> str:
        """Text as it stands, stripped."""
        return self._read(name, "text", default, about, str, shown=shown)

    def secret(self, name: str, default: str, about: str, *, shown: str | None = None) -> str:
        """Text that may also come from the file named by `<name>_FILE` (Docker and systemd secrets)."""
        file = self.source.get(f"{name}_FILE", "").strip()
        given = self.source.get(name, "").strip()
        self._remember(name, "secret", default if shown is None else shown, about, is_secret=True)
        if file and given:
            raise Misconfigured(f"{name} and {name}_FILE are both set: keep one of them.")
        if not file:
            return given or default
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Misconfigured(f"{name}_FILE={file} can't be read: {error.strerror}.") from error

    def boolean(self, name: str, default: bool, about: str, *, shown: str | None = None) -> bool:
        """on/off, yes/no, true/false, 1/0; anything else is refused."""
        return self._read(name, "on or off", default, about, _boolean, shown=shown or ("on" if default else "off"))

    def integer(self, name: str, default: int, about: str, *, least: int = 0, most: int | None = None) -> int:
        """A whole number between `least` and `most`, both included."""

        def parse(raw: str) -> int:
            try:
                number = int(raw.replace("_", ""))
            except ValueError:
                raise ValueError("a whole number") from None
            if number < least or (most is not None and number > most):
                raise ValueError(f"at least {least}" if most is None else f"between {least} and {most}")
            return number

        return self._read(name, "number", default, about, parse)

    def words(self, name: str, default: Sequence[str], about: str, *, shown: str | None = None) -> list[str]:
        """A list separated by commas."""

        def parse(raw: str) -> list[str]:
            return [word.strip() for word in raw.split(",") if word.strip()]

        return self._read(name, "list", list(default), about, parse, shown=shown or ", ".join(default))

    def choice(self, name: str, default: str, about: str, *, among: Sequence[str]) -> str:
        """One of the given words."""

        def parse(raw: str) -> str:
            if raw not in among:
                raise ValueError("one of " + ", ".join(among))
            return raw

        return self._read(name, " / ".join(among), default, about, parse)

    def folder(self, name: str, default: Path, about: str, *, shown: str) -> Path:
        """An absolute path; `~` and relative paths are resolved. The folder need not exist yet."""

        def parse(raw: str) -> Path:
            return Path(raw).expanduser().resolve()

        return self._read(name, "folder", default, about, parse, shown=shown)

    def _read(
        self, name: str, kind: str, default: T, about: str, parse: Callable[[str], T], *, shown: str | None = None
    ) -> T:
        self._remember(name, kind, str(default) if shown is None else shown, about)
        raw = self.source.get(name, "").strip()
        if not raw:
            return default
        try:
            return parse(raw)
        except ValueError as error:
            raise Misconfigured(f"{name}={raw!r} can't be used: it must be {error}.") from None

    def _remember(self, name: str, kind: str, default: str, about: str, *, is_secret: bool = False) -> None:
        self.settings.append(Setting(name, kind, default, " ".join(about.split()), is_secret))


def _boolean(raw: str) -> bool:
    word = raw.lower()
    if word not in YES | NO:
        raise ValueError("on or off")
    return word in YES
