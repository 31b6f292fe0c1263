"""Which fields are shown: laws over all forms and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.catalogue.checking import faults
from incidents.catalogue.conditions import holds, shown
from incidents.catalogue.fields import Choice, Condition, FormField, form_of
from incidents.catalogue.filling import World, fill
from records.refusals import Invalid

WORLD = World(today=date(2026, 11, 21), person=lambda raw: None, item=lambda field, raw: None)
CHOICES = tuple(Choice(code=code, label=code.upper()) for code in "abc")
TYPES = ["text", "one", "many", "yes_no"]
VALUES: dict[str, Any] = {
    "text": st.sampled_from(["", "a", "b", "long ab"]),
    "one": st.sampled_from(["", "a", "b", "c"]),
    "many": st.lists(st.sampled_from("abc"), unique=True),
    "yes_no": st.sampled_from(["", "yes", "no"]),
}


@st.composite
def forms(draw: st.DrawFn) -> list[FormField]:
    fields: list[FormField] = []
    for place in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(TYPES))
        condition = None
        if fields and draw(st.booleans()):
            on = draw(st.sampled_from(fields))
            value = draw(st.sampled_from(["yes", "no"] if on.type == "yes_no" else ["a", "b"]))
            condition = Condition(field=on.key, op=draw(st.sampled_from(["is", "is_not", "contains"])), value=value)
        choices = CHOICES if kind in ("one", "many") else ()
        required = draw(st.booleans())
        fields.append(
            FormField(key=f"f{place}", type=kind, label="L", choices=choices, required=required, condition=condition)
        )
    return fields


@st.composite
def filled(draw: st.DrawFn) -> tuple[list[FormField], dict[str, Any]]:
    fields = draw(forms())
    return fields, {each.key: draw(VALUES[each.type]) for each in fields}


@given(forms())
def test_such_forms_are_in_order_and_stay_themselves_when_kept(fields: list[FormField]) -> None:
    assert faults(fields) == {}
    assert form_of(each.to_json() for each in fields) == fields


@given(filled())
def test_a_hidden_field_is_neither_needed_nor_kept_and_counts_for_nothing(
    told: tuple[list[FormField], dict[str, Any]],
) -> None:
    fields, answers = told
    visible = shown(fields, {key: value or None for key, value in answers.items()})
    without = {key: value for key, value in answers.items() if key in visible}
    try:
        kept = fill(fields, answers, {}, WORLD).answers
    except Invalid as refusal:
        assert set(refusal.errors) <= set(visible)
        with pytest.raises(Invalid):
            fill(fields, without, {}, WORLD)
    else:
        assert set(kept) <= set(visible)
        assert fill(fields, without, {}, WORLD).answers == kept


@given(filled(), st.randoms())
def test_the_order_in_which_answers_come_changes_nothing(
    told: tuple[list[FormField], dict[str, Any]], luck: Any
) -> None:
    fields, answers = told
    keys = list(answers)
    luck.shuffle(keys)
    assert shown(fields, {key: answers[key] for key in keys}) == shown(fields, answers)


@given(filled())
def test_a_field_without_a_condition_is_always_asked(told: tuple[list[FormField], dict[str, Any]]) -> None:
    fields, answers = told
    always = {each.key for each in fields if each.condition is None}
    assert always <= set(shown(fields, answers))


@pytest.mark.parametrize(
    ("op", "value", "answer", "is_so"),
    [
        ("is", "a", "a", True), ("is", "a", "b", False), ("is", "a", None, False), ("is", "yes", True, True),
        ("is", "3", 3, True), ("is", "a", ["a"], True), ("is", "a", ["a", "b"], False),
        ("is_not", "a", "b", True), ("is_not", "a", None, True), ("is_not", "no", True, True), ("is_not", "a", "a", False),
        ("contains", "b", ["a", "b"], True), ("contains", "c", ["a"], False), ("contains", "SAP", "akses sap", True),
        ("contains", "x", None, False),
    ],
)  # fmt: skip
def test_how_answers_compare(op: str, value: str, answer: Any, is_so: bool) -> None:
    assert holds(Condition(field="x", op=op, value=value), answer) is is_so


def test_what_depends_on_a_hidden_field_is_hidden_whatever_it_compares() -> None:
    first = FormField(key="a", type="yes_no", label="A")
    second = FormField(key="b", type="text", label="B", condition=Condition(field="a", op="is", value="yes"))
    third = FormField(key="c", type="text", label="C", condition=Condition(field="b", op="is_not", value="x"))
    assert shown([first, second, third], {"a": False, "b": "typed before", "c": "and this"}) == ["a"]
    assert shown([first, second, third], {"a": True, "b": "x"}) == ["a", "b"]


GOOD = FormField(key="a", type="one", label="A", choices=CHOICES)
LATER = FormField(key="b", type="text", label="B", condition=Condition(field="a", op="is", value="a"))


@pytest.mark.parametrize(
    ("fields", "place", "said"),
    [
        ([GOOD, replace(LATER, key="a")], 1, "has this key already"),
        ([LATER, GOOD], 0, "comes before this one"),
        ([replace(GOOD, condition=Condition(field="a", op="is", value="a"))], 0, "comes before this one"),
        ([GOOD, replace(LATER, condition=Condition(field="a", op="is", value="z"))], 1, "does not exist"),
        ([GOOD, replace(LATER, condition=Condition(field="a", op="smells", value="a"))], 1, "how it is compared"),
        ([replace(GOOD, key="Not a key")], 0, "small letters"),
        ([replace(GOOD, label=" ")], 0, "what is asked"),
        ([replace(GOOD, type="blob")], 0, "Choose a type"),
        ([replace(GOOD, choices=CHOICES[:1])], 0, "at least two"),
        ([replace(GOOD, choices=(CHOICES[0], CHOICES[0]))], 0, "code of its own"),
        ([FormField(key="n", type="number", label="N", least=5, most=4)], 0, "more than the most"),
        ([FormField(key="d", type="date", label="D"), replace(LATER, condition=Condition(field="d", op="is", value="a"))], 1, "of this type"),
        ([FormField(key="y", type="yes_no", label="Y"), replace(LATER, condition=Condition(field="y", op="is", value="a"))], 1, "yes or no"),
        ([FormField(key=f"k{n}", type="text", label="L") for n in range(41)], 40, "at most 40"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_filled_is_refused_at_the_field(fields: list[FormField], place: int, said: str) -> None:
    assert said in faults(fields)[place]
