"""``python -m itsm.locks``: lock files hold every named dependency, with hashes and without host names."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def faults() -> Iterator[str]:
    """What is wrong with the lock files, one line each."""
    for name in ("requirements", "requirements-dev"):
        locked = (ROOT / f"{name}.txt").read_text()
        for wanted, version in _wanted(ROOT / f"{name}.in"):
            pattern = rf"^{re.escape(wanted)}=={re.escape(version) if version else '.'}"
            if not re.search(pattern, locked, re.M | re.I):
                yield f"{name}.txt does not hold {wanted} {version}: run `make lock`."
        if "://" in locked:
            yield f"{name}.txt names a host."
        for line in re.findall(r"^[\w.\-]+==[^\n]*$", locked, re.M):
            if not line.endswith("\\"):
                yield f"{name}.txt: {line} has no hash."
    yield from _npm()


def _wanted(source: Path) -> Iterator[tuple[str, str]]:
    for line in source.read_text().splitlines():
        found = re.match(r"([A-Za-z0-9_.\-]+)(?:\[[^\]]*\])?(?:==([^\s#]+))?", line.split("#")[0].strip())
        if found and not line.startswith("-"):
            yield found.group(1), found.group(2) or ""


def _npm() -> Iterator[str]:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    package = json.loads((ROOT / "package.json").read_text())
    root = lock["packages"][""]
    for group in ("dependencies", "devDependencies"):
        if root.get(group, {}) != package.get(group, {}):
            yield "package-lock.json is not in step with package.json: run `make lock`."
    if any("resolved" in each for each in lock["packages"].values()):
        yield "package-lock.json names a host."


def main() -> int:
    """Print the faults; 1 where there are any."""
    found = list(faults())
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
