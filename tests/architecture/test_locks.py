"""Lock files hold what is asked for, with hashes and without host names (itsm/locks.py)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from itsm import locks
from tests.architecture.source import ROOT

FILES = ["requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt", "package.json", "package-lock.json"]  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    return tmp_path


def test_lock_files_are_in_step() -> None:
    assert list(locks.faults()) == []


def test_a_wanted_version_that_is_not_locked_is_found(copy: Path) -> None:
    (copy / "requirements.in").write_text("django==9.9.9\n")
    assert list(locks.faults()) == ["requirements.txt does not hold django 9.9.9: run `make lock`."]


def test_a_host_name_in_a_lock_is_found(copy: Path) -> None:
    locked = (copy / "requirements.txt").read_text()
    (copy / "requirements.txt").write_text("--index-url https://mirror.example/simple\n" + locked)
    assert "requirements.txt names a host." in list(locks.faults())


def test_a_package_that_the_page_lock_does_not_hold_is_found(copy: Path) -> None:
    package = json.loads((copy / "package.json").read_text())
    package.setdefault("dependencies", {})["left-pad"] = "1.0.0"
    (copy / "package.json").write_text(json.dumps(package))
    assert any("package-lock.json" in fault for fault in locks.faults())
