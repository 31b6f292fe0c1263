"""Every kind of entry can be shown in both languages, and what causes something is registered in one place."""

from __future__ import annotations

import ast

import pytest

from records.choices import Visibility
from records.entries import Kind, all_kinds
from tests.architecture.source import DOMAIN, nodes, place

REGISTRATIONS = {"reacts_to", "reacts_to_all", "follows"}


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_a_kind_has_words_of_its_own_and_says_who_sees_it(kind: type[Kind]) -> None:
    assert kind.wording is not Kind.wording
    assert kind.visibility in Visibility.values
    assert kind.__doc__


def test_codes_are_the_app_and_a_past_participle() -> None:
    assert [kind.code for kind in all_kinds() if kind.code.count(".") != 1] == []


def test_reactions_are_registered_in_reactions_modules_only() -> None:
    found = [
        place(path, function)
        for path, function in nodes(ast.FunctionDef, *DOMAIN)
        for decorator in function.decorator_list  # type: ignore[attr-defined]
        if getattr(decorator.func if isinstance(decorator, ast.Call) else decorator, "id", "") in REGISTRATIONS
        and path.name != "reactions.py"
    ]
    assert found == []
