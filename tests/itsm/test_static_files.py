"""Static files are collected when they have changed, and only then (itsm/static_files.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from itsm import static_files
from itsm.supervisor.failure import CannotStart


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> Path:
    """A checkout whose pages are built, with a home of its own."""
    dist = tmp_path / "static" / "dist"
    dist.mkdir(parents=True)
    (dist / "app.css").write_text("a {}")
    settings.BASE_DIR, settings.HOME = tmp_path, tmp_path / "var"
    settings.HOME.mkdir()
    settings.STATIC_ROOT = settings.HOME / "static"
    settings.STATICFILES_DIRS = [("dist", dist)]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return dist


def test_what_is_unchanged_is_collected_once(built: Path, settings: Settings) -> None:
    assert static_files.collect() is True
    assert static_files.collect() is False
    assert (settings.STATIC_ROOT / "dist" / "app.css").read_text() == "a {}"


def test_a_changed_or_new_file_is_collected_again(built: Path, settings: Settings) -> None:
    static_files.collect()
    (built / "app.js").write_text("1")
    assert static_files.collect() is True
    assert (settings.STATIC_ROOT / "dist" / "app.js").exists()


def test_pages_that_were_never_built_are_one_clear_line(built: Path) -> None:
    (built / "app.css").unlink()
    with pytest.raises(CannotStart, match="make install"):
        static_files.collect()
