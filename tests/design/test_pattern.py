"""The pattern page shows every component, and every picture exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
INCLUDE = re.compile(r"""\{% include "([^"]+)\"""")
LIBRARY = {"field": "components/field.html", "panel": "components/panel.html"}
"""Components that a tag of `records.templatetags.looks` renders."""


def included(template: str, seen: set[str]) -> set[str]:
    """Every template that this one brings along."""
    if template in seen:
        return seen
    seen.add(template)
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    wanted = [*INCLUDE.findall(text), *re.findall(r'\{% extends "([^"]+)" %\}', text)]
    wanted += [path for tag, path in LIBRARY.items() if f"{{% {tag} " in text]
    for name in wanted:
        included(name, seen)
    return seen


SHOWN = included("design/desk.html", set()) | included("design/portal.html", set())


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_shown_on_the_pattern_page(name: str) -> None:
    assert f"components/{name}.html" in SHOWN


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_says_what_it_is_first(name: str) -> None:
    first = (TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8").split("\n")[0]
    assert re.match(r"\{# .{10,}\. #\}", first), first


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_stands_in_the_developers_page(name: str) -> None:
    told = (ROOT / "docs/developer/templates.md").read_text(encoding="utf-8")
    assert re.search(rf"[`{{% ]{name}[`\s.]", told)


@pytest.mark.parametrize("face", ["desk", "portal"])
@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_the_pattern_page_is_there_for_everyone_in_tests(client: Client, db: None, face: str, theme: str) -> None:
    answer = client.get(reverse(f"design:{face}"), {"theme": theme})
    assert answer.status_code == 200
    assert f'data-theme="{theme}"' in answer.text


def test_every_picture_that_is_shown_is_in_the_sprite() -> None:
    known = set((ROOT / "static/src/icons.txt").read_text().split())
    shown: dict[str, str] = {}
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"""\{% icon "([^"]+)\"""", text) + re.findall(r"""\bicon="([^"]+)\"""", text):
            shown[name] = str(path)
    for app in settings.FIRST_PARTY:
        for path in (ROOT / app).rglob("*.py"):
            for name in re.findall(r"""\bicon(?:: \w+)? ?= ?"([^"]+)\"""", path.read_text(encoding="utf-8")):
                shown[name] = str(path)
    assert {name: where for name, where in shown.items() if name not in known} == {}
