"""The product's own source, parsed: what the architecture tests look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LAYERS = [
    ["records"],
    ["people"],
    ["services", "notifications"],
    ["incidents"],
    ["sla"],
    ["knowledge", "surveys"],
    ["desk", "portal", "insight", "api"],
    ["itsm"],
]
"""Lowest first; what stands side by side does not know each other."""
DOMAIN = [app for layer in LAYERS[:6] for app in layer]
FACES = ["desk", "portal", "insight", "api"]
APPS = [app for layer in LAYERS for app in layer]


@cache
def modules(*apps: str, migrations: bool = False) -> dict[Path, ast.Module]:
    """The parsed modules of these apps by path; migrations only where asked for."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
        for app in apps
        for path in sorted((ROOT / app).rglob("*.py"))
        if migrations or "migrations" not in path.parts
    }


def nodes(kind: type[ast.AST], *apps: str) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of one kind in these apps."""
    for path, tree in modules(*apps).items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield path, node


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def place(path: Path, node: ast.AST) -> str:
    return f"{path}:{getattr(node, 'lineno', 0)}"
