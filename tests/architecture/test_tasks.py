"""Tasks are routed, limited and short; deadlines live in PostgreSQL, never in the broker (ARCHITECTURE 7)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from celery import Task
from django.conf import settings

from itsm.celery import app
from tests.architecture.source import APPS, modules, nodes, place

LONGEST = 5


def own_tasks() -> list[Task]:
    app.loader.import_default_modules()
    return [task for name, task in sorted(app.tasks.items()) if not name.startswith("celery.")]


@pytest.mark.parametrize("task", own_tasks(), ids=lambda task: task.name)
def test_a_task_names_its_queue_and_limits(task: Task) -> None:
    assert task.name in settings.CELERY_TASK_ROUTES, "it would go wherever what is unnamed goes"
    assert app.amqp.router.route({}, task.name)["queue"].name in settings.QUEUES
    assert task.time_limit and task.soft_time_limit
    assert task.soft_time_limit < task.time_limit < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


def test_beat_sends_known_tasks_that_expire() -> None:
    assert settings.CELERY_BEAT_SCHEDULE
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] > 0


def test_no_task_is_sent_into_the_future() -> None:
    found = [
        place(path, call)
        for path, call in nodes(ast.Call, *APPS)
        if {keyword.arg for keyword in call.keywords} & {"eta", "countdown"}  # type: ignore[attr-defined]
    ]
    assert found == []


def test_a_task_calls_one_function_and_is_short() -> None:
    found = [
        place(path, function)
        for path, tree in modules(*APPS).items()
        if path.name == "tasks.py"
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and lines_of_code(function) > LONGEST
    ]
    assert found == []


def lines_of_code(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]


def test_every_tasks_module_is_looked_at() -> None:
    assert Path("itsm/tasks.py") in modules(*APPS)
