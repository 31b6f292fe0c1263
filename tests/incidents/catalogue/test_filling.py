"""Reading answers: what may be written into each type of field, and what is said otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from incidents.catalogue.choices import FieldType
from incidents.catalogue.fields import Choice, FormField
from incidents.catalogue.filling import World, fill
from records.refusals import Invalid

WORLD = World(today=date(2026, 11, 21), person=lambda raw: 7, item=lambda field, raw: 9 if raw == 9 else None)
CHOICES = (Choice(code="a", label="A"), Choice(code="b", label="B"))
PNG = b"\x89PNG\r\n\x1a\n"


def field(kind: str, **what: Any) -> FormField:
    return FormField(key="x", type=kind, label="X", choices=CHOICES if kind in ("one", "many") else (), **what)


@pytest.mark.parametrize(
    ("asked", "raw", "kept"),
    [
        (field("text"), "  two   words \n", "two words"), (field("text"), "nul\x00", "nul"), (field("text"), "", None),
        (field("long_text"), "two\nlines", "two\nlines"), (field("one"), "a", "a"), (field("many"), ["b", "a"], ["a", "b"]),
        (field("many"), "a", ["a"]), (field("yes_no"), "on", True), (field("yes_no"), True, True), (field("yes_no"), "no", False),
        (field("yes_no"), "", None), (field("number"), "3", 3), (field("number"), "2,5", 2.5), (field("number", least=1), 4, 4),
        (field("date", least=3), "2026-11-24", "2026-11-24"), (field("person"), "Dewi", 7), (field("item"), 9, 9), (field("item"), "", None),
    ],
)  # fmt: skip
def test_an_answer_is_kept_as_code_or_value(asked: FormField, raw: Any, kept: Any) -> None:
    assert fill([asked], {"x": raw}, {}, WORLD).answers.get("x") == kept


@pytest.mark.parametrize(
    ("asked", "raw", "said"),
    [
        (field("text", required=True), " ", "needed"), (field("many", required=True), [], "needed"), (field("yes_no", required=True), None, "needed"),
        (field("text", most=3), "four", "at most 3"), (field("text", least=3), "a", "at least 3"), (field("text"), "x" * 201, "at most 200"),
        (field("text"), ["a"], "Write a text"), (field("one"), "z", "Choose one"), (field("one"), {"a": 1}, "Write a text"),
        (field("many"), ["a", "z"], "Choose from"), (field("many", most=1), ["a", "b"], "at most 1"), (field("many", least=2), ["a"], "at least 2"),
        (field("yes_no"), "perhaps", "yes or no"), (field("number"), "three", "Write a number"), (field("number"), "1e9", "Write a number"),
        (field("number"), "NaN", "Write a number"), (field("number", least=2), "1", "2 or more"), (field("number", most=2), "3", "2 or less"),
        (field("number"), "9999999999999999", "too large"), (field("date"), "soon", "Write a date"), (field("date"), "2026-02-31", "Write a date"),
        (field("date", least=3), "2026-11-23", "earliest possible day is 24 November 2026"), (field("date", most=3), "2026-11-25", "latest possible"),
        (field("item"), 10, "Choose one"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_possible_is_told_at_its_field(asked: FormField, raw: Any, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        fill([asked], {"x": raw}, {}, WORLD)
    assert said in refused.value.errors["x"][0]


def test_keys_that_nobody_asked_for_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        fill([field("text")], {"x": "a", "approval": "given"}, {"y": []}, WORLD)
    assert set(refused.value.errors) == {"approval", "y"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.png", b"MZ", "not what its name says"), ("a.exe", b"MZ", "not accepted"), ("a.pdf", b"", "empty")],
)
def test_a_file_is_looked_at_as_everywhere(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        fill([field("file")], {}, {"x": [SimpleUploadedFile(name, content)]}, WORLD)
    assert said in refused.value.errors["x"][0]


def test_files_are_counted_and_needed_where_asked() -> None:
    several = [SimpleUploadedFile(f"{n}.txt", b"text") for n in range(3)]
    with pytest.raises(Invalid):
        fill([field("file", most=2)], {}, {"x": several}, WORLD)
    with pytest.raises(Invalid):
        fill([field("file", required=True)], {}, {}, WORLD)
    assert fill([field("file")], {}, {"x": several}, WORLD).files == {"x": several}


ANYTHING = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2))  # fmt: skip


@given(st.sampled_from([kind for kind in FieldType.values if kind not in ("file", "person", "item")]), ANYTHING)
def test_whatever_is_sent_is_kept_or_refused_and_never_a_fault(kind: str, raw: Any) -> None:
    try:
        fill([field(kind)], {"x": raw}, {}, WORLD)
    except Invalid as refusal:
        assert refusal.errors["x"]
