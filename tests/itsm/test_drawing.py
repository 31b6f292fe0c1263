"""Pages made from the code are current (itsm/drawing.py)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from itsm.drawing import pages, settings_page
from itsm.env import Environment


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_drawn_page_is_current(name: str) -> None:
    page = Path(settings.BASE_DIR) / "docs" / name
    assert page.read_text(encoding="utf-8") == pages()[name], "run `make docs`"


def test_pages_are_the_same_whatever_language_the_reader_has() -> None:
    with translation.override("id"):
        abroad = pages()
    with translation.override("en"):
        assert abroad == pages()


def test_a_setting_shows_its_default_and_never_a_secret_value() -> None:
    env = Environment({"KEY": "hush"})
    env.secret("KEY", "", "Signs.")
    env.integer("PORT", 8000, "Listens.")
    page = settings_page(env.settings)
    assert "| `PORT` | number | `8000` | Listens. |" in page
    assert "hush" not in page
