"""Which fields of a form are shown for given answers. Pure; the page does the same as a comfort (conditions.js)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from incidents.catalogue.choices import Operator
from incidents.catalogue.fields import Condition, FormField

Answers = Mapping[str, Any]


def is_shown(field: FormField, answers: Answers) -> bool:
    """Whether a field is asked, given the answers to the fields before it.

    ``answers`` holds a key, with None where nothing was said, for each field that is shown: what depends on a hidden
    field is hidden, whatever it compares.
    """
    condition = field.condition
    if condition is None:
        return True
    return condition.field in answers and holds(condition, answers[condition.field])


def holds(condition: Condition, answer: Any) -> bool:
    """Whether an answer compares as the condition says; an unanswered field *is* nothing."""
    said = as_texts(answer)
    if condition.op == Operator.CONTAINS:
        is_list = isinstance(answer, list | tuple)
        return condition.value in said if is_list else condition.value.casefold() in "".join(said).casefold()
    is_it = said == [condition.value]
    return not is_it if condition.op == Operator.IS_NOT else is_it


def as_texts(answer: Any) -> list[str]:
    """An answer as the texts that conditions compare: nothing, one, or one for each choice."""
    if answer is None or answer == "":
        return []
    if isinstance(answer, list | tuple):
        return [str(each) for each in answer]
    if isinstance(answer, bool):
        return ["yes" if answer else "no"]
    return [str(answer)]


def shown(fields: Sequence[FormField], answers: Answers) -> list[str]:
    """The keys of the fields that are asked, of a whole form; answers to hidden fields count for nothing."""
    known: dict[str, Any] = {}
    for field in fields:
        if is_shown(field, known):
            known[field.key] = answers.get(field.key)
    return list(known)
