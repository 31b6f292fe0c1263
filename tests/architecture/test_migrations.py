"""Migrations are in step with the models, named by effect, and can be taken back (ARCHITECTURE 10)."""

from __future__ import annotations

import ast

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from tests.architecture.source import APPS, LAYERS, modules

OURS = sorted(key for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations if key[0] in APPS)
LEVEL = {app: number for number, layer in enumerate(LAYERS) for app in layer}


def test_models_and_migrations_are_in_step(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("key", OURS, ids=".".join)
def test_a_migration_is_named_by_effect_and_can_be_taken_back(db: None, key: tuple[str, str]) -> None:
    migration = MigrationLoader(connection).disk_migrations[key]
    assert "_auto_" not in key[1]
    for operation in migration.operations:
        if isinstance(operation, RunPython | RunSQL):
            assert operation.reversible, f"{key}: {operation}"


@pytest.mark.parametrize("key", OURS, ids=".".join)
def test_a_migration_waits_for_lower_apps_only(key: tuple[str, str]) -> None:
    migration = MigrationLoader(None, ignore_no_migrations=True).disk_migrations[key]
    above = [app for app, _name in migration.dependencies if app in LEVEL and LEVEL[app] > LEVEL[key[0]]]
    assert above == []


def test_migrations_import_no_model_of_today() -> None:
    found = [
        str(path)
        for path, tree in modules(*APPS, migrations=True).items()
        if path.parent.name == "migrations"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in APPS
        and any(name.name[:1].isupper() and (node.module or "").endswith("models") for name in node.names)
    ]  # fmt: skip
    assert found == []
