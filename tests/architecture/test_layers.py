"""Apps know only what lies below them: imports, relations, registrations (ARCHITECTURE 2)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture.source import APPS, DOMAIN, FACES, LAYERS, ROOT, imported, modules

LEVEL = {app: number for number, layer in enumerate(LAYERS) for app in layer}


def test_the_import_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    kept = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True)
    assert kept.returncode == 0, kept.stdout


def test_the_layers_are_the_installed_apps_lowest_first() -> None:
    ours = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
    assert ours == settings.FIRST_PARTY
    assert [LEVEL[app] for app in ours] == sorted(LEVEL[app] for app in ours)
    assert set(ours) == set(APPS)


def relations() -> list[tuple[str, str, str]]:
    """Every relation of our models: from app, to app, and its name."""
    return [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model._meta.label}.{field.name}")
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in LEVEL
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model is not None
    ]


def test_relations_point_downward_or_stay() -> None:
    assert len(relations()) > 20
    upward = [
        name
        for source, target, name in relations()
        if target in LEVEL and source != target and LEVEL[target] >= LEVEL[source]
    ]
    assert upward == []


@pytest.mark.parametrize("app", DOMAIN)
def test_the_domain_knows_no_http(app: str) -> None:
    """`people.middleware` is where a request meets a person: the one place that may."""
    banned = ("django.http", "django.shortcuts", "django.views")
    found = [
        f"{path} imports {name}"
        for path, tree in modules(app).items()
        for name in imported(tree)
        if name.startswith(banned) and path != Path("people/middleware.py")
    ]
    assert found == []


@pytest.mark.parametrize("app", [*DOMAIN, *FACES])
def test_nothing_imports_the_project_package(app: str) -> None:
    assert [
        path
        for path, tree in modules(app).items()
        for name in imported(tree)
        if name == "itsm" or name.startswith("itsm.")
    ] == []
