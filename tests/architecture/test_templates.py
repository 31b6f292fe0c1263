"""Pages work under the strict policy: nothing inline, nothing from elsewhere (ARCHITECTURE 8)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.source import ROOT

PAGES = sorted(
    path.relative_to(ROOT)
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "src").rglob("*.html")]
    if "mail" not in path.parts
)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "something from another host": re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//", re.I),
    "hx-on": re.compile(r"\shx-on[:\-]", re.I),
}


@pytest.mark.parametrize("template", PAGES, ids=str)
def test_a_page_carries_nothing_inline(template: Path) -> None:
    text = (ROOT / template).read_text(encoding="utf-8")
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("template", PAGES, ids=str)
def test_a_form_that_posts_carries_its_token(template: Path) -> None:
    text = (ROOT / template).read_text(encoding="utf-8")
    forms = re.findall(r"<form\b[^>]*method=\"post\"[^>]*>.*?(?:</form>|\Z)", text, re.I | re.S)
    assert [form.split("\n")[0] for form in forms if not re.search("csrf_token|{% (?:include|block)", form)] == []


TEMPLATES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    assert get_template(name)
