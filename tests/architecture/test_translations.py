"""Indonesian is complete: every text is there, nothing is left over or unsure, placeholders agree."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from tests.architecture.source import APPS

ROOT = Path(settings.BASE_DIR)
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_t": None, "ngettext": (1, 2),
}  # fmt: skip


def texts() -> set[str]:
    found: set[str] = set()
    for package in APPS:
        for path in (ROOT / package).rglob("*.py"):
            found |= _extracted(path.read_bytes())
    for path in (ROOT / "templates").rglob("*.*"):
        found |= _extracted(_flat(templatize(path.read_text(), origin=str(path))))
    return found - {""}


def _flat(template: str) -> bytes:
    """A template made to look like Python, without the indentation that Python would stumble over."""
    return "\n".join(line.strip() for line in template.splitlines()).encode()


def _extracted(source: bytes) -> set[str]:
    found = extract("python", io.BytesIO(source), keywords=KEYWORDS)
    return {said if isinstance(said, str) else said[0] for _line, said, _notes, _context in found}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    with (ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po").open("rb") as file:
        read = read_po(file)
    assert not [message.id for message in read if message.fuzzy and message.id]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        if isinstance(message.string, str)
        else message.string[0]
        for message in read
        if message.id
    }


def test_every_text_is_translated_and_none_is_left_over(catalogue: dict[str, str]) -> None:
    wanted = texts()
    assert len(wanted) > 500
    assert sorted(wanted - set(catalogue)) == []
    assert sorted(set(catalogue) - wanted) == []
    assert [said for said, meant in catalogue.items() if not meant] == []


def test_placeholders_agree(catalogue: dict[str, str]) -> None:
    pattern = re.compile(r"%\(\w+\)[sd]")
    assert [
        said for said, meant in catalogue.items() if set(pattern.findall(said)) != set(pattern.findall(meant))
    ] == []
