"""Faces go through doors, and only the machine writes a state (ARCHITECTURE 4 and 5)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import APPS, FACES, modules, nodes, place

MACHINE = Path("incidents/lifecycle.py")
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete", "update"}


@pytest.mark.parametrize("face", FACES)
def test_faces_ask_for_what_may_be_seen_and_never_for_all(face: str) -> None:
    found = [place(path, node) for path, node in nodes(ast.Attribute, face) if node.attr == "objects"]  # type: ignore[attr-defined]
    assert found == []


def state_writes(tree: ast.AST) -> list[ast.AST]:
    """Where a module sets a state past the machine: by attribute, by name, or in SQL made by the ORM.

    A dataclass may have a state of its own: it is no row.
    """
    found: list[ast.AST] = []
    own = {id(node) for kind in ast.walk(tree) if _is_dataclass(kind) for node in ast.walk(kind)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store):
            is_own = id(node) in own and isinstance(node.value, ast.Name) and node.value.id == "self"
            found += [] if is_own else [node]
        if isinstance(node, ast.Call) and any(keyword.arg == "state" for keyword in node.keywords):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found += [node] if name in WRITES or name == "Incident" else []
    return found


def _is_dataclass(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(each) for each in node.decorator_list)


def test_no_state_is_written_outside_the_machine() -> None:
    found = [
        place(path, node) for path, tree in modules(*APPS).items() if path != MACHINE for node in state_writes(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "hole",
    [
        "incident.state = 'closed'",
        "a, incident.state = 1, 2",
        "self.state = 1",
        "Incident(state='closed')",
        "rows.update(state='closed')",
        "all.create(state='x')",
    ],
)
def test_the_search_for_state_writes_finds_one(hole: str) -> None:
    assert len(state_writes(ast.parse(hole))) == 1
