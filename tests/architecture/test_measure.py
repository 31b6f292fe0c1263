"""Code that stays readable: lengths of functions and files, no imports in functions, no cycles of size (ARCHITECTURE 3)."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import quantiles

from tests.architecture.source import APPS, ROOT, modules, place

LONGEST_FUNCTION, USUAL_FUNCTION, LONGEST_FILE = 60, 20, 500


def functions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    return [
        (path, node, (node.end_lineno or node.lineno) - node.lineno + 1)
        for path, tree in modules(*APPS).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_function_is_long() -> None:
    assert [place(path, node) for path, node, length in functions() if length > LONGEST_FUNCTION] == []


def test_nine_of_ten_functions_are_short() -> None:
    assert quantiles([length for _path, _node, length in functions()], n=10)[-1] <= USUAL_FUNCTION


def test_no_file_is_long() -> None:
    ours = [*modules(*APPS), *(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))]
    assert [path for path in ours if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > LONGEST_FILE] == []


def test_what_is_unfinished_is_not_left_in_the_code() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    ours = [*modules(*APPS, migrations=True), *(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))]
    assert [path for path in ours if any(word in (ROOT / path).read_text(encoding="utf-8") for word in words)] == []
