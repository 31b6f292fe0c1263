"""What import-linter does not see: relations, faces, states, sizes (ARCHITECTURE 2, 3, 7)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from itsm.celery import app
from itsm.locks import faults

ROOT = Path(settings.BASE_DIR)
LAYERS = [
    ["records"],
    ["people"],
    ["services", "notifications"],
    ["incidents"],
    ["surveys"],
    ["desk", "portal"],
    ["itsm"],
]
DOMAIN = ["records", "people", "services", "notifications", "incidents", "surveys"]
LONGEST_FUNCTION, LONGEST_FILE, P90 = 60, 500, 20


def sources(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())


def test_every_app_of_ours_has_its_layer() -> None:
    assert sorted(settings.FIRST_PARTY) == sorted(app for layer in LAYERS for app in layer)


def test_relations_point_to_the_same_layer_or_down() -> None:
    level = {app: index for index, layer in enumerate(LAYERS) for app in layer}
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models()
        if model._meta.app_label in level
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if level.get(field.related_model._meta.app_label, -1) > level[model._meta.app_label]
    ]
    assert wrong == []


def test_domain_apps_know_no_pages() -> None:
    wrong = [
        f"{path}: {node.module}"
        for path, tree in sources(*DOMAIN)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"django.http", "django.shortcuts", "django.views"}
    ]
    assert wrong == []


def test_faces_never_use_a_raw_manager() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in sources("desk", "portal")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert wrong == []


def test_no_state_is_written_outside_the_machine() -> None:
    wrong = []
    for path, tree in sources(*DOMAIN, "desk", "portal", "itsm"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                wrong += [
                    f"{path}:{node.lineno}"
                    for each in targets
                    if isinstance(each, ast.Attribute) and each.attr == "state"
                ]
            if isinstance(node, ast.Call) and any(keyword.arg == "state" for keyword in node.keywords):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                wrong += [f"{path}:{node.lineno}"] if called in {"update", "create", "Incident"} else []
    assert wrong == []


def test_functions_and_files_stay_short() -> None:
    lengths, long_ones = [], []
    for path, tree in sources(*DOMAIN, "desk", "portal", "itsm"):
        lines = len((ROOT / path).read_text().splitlines())
        if lines > LONGEST_FILE:
            long_ones.append(f"{path}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                lengths.append(length)
                if length > LONGEST_FUNCTION:
                    long_ones.append(f"{path}:{node.name} {length} lines")
    assert long_ones == []
    assert sorted(lengths)[int(len(lengths) * 0.9)] <= P90


def test_every_task_has_its_queue_and_limits() -> None:
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert set(ours) == set(settings.CELERY_TASK_ROUTES)
    assert {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} <= set(settings.QUEUES)
    assert [name for name, task in ours.items() if not (task.time_limit and task.soft_time_limit)] == []
    assert {beat["task"] for beat in settings.CELERY_BEAT_SCHEDULE.values()} <= set(ours)
    assert [name for name, beat in settings.CELERY_BEAT_SCHEDULE.items() if "expires" not in beat["options"]] == []


def test_no_deadline_is_left_to_the_broker() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in sources(*DOMAIN, "desk", "portal", "itsm")
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in {"eta", "countdown"}
    ]
    assert wrong == []


def test_lock_files_are_in_step_hashed_and_name_no_host() -> None:
    assert list(faults()) == []


@pytest.mark.django_db
def test_migrations_are_in_step() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    "path", [path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html") if "mail" not in path.parts]
)
def test_pages_have_no_inline_script_or_style(path: Path) -> None:
    text = (ROOT / path).read_text()
    assert "<style" not in text
    assert " style=" not in text
    assert "onclick=" not in text
    assert all("src=" in tag for tag in text.split("<script")[1:])
