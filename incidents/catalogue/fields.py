"""One field of a request form, as a value: what an administrator decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.utils.translation import get_language

from incidents.catalogue.choices import FieldType

CHOOSING = (FieldType.ONE, FieldType.MANY)


def in_language(indonesian: str, english: str) -> str:
    """The text in the reader's language; where that is missing, the other one."""
    is_english = (get_language() or "").startswith("en")
    return (english or indonesian) if is_english else (indonesian or english)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers that can be chosen."""

    code: str
    label: str
    english: str = ""

    def __str__(self) -> str:
        return in_language(self.label, self.english)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A field is shown only while the answer to an earlier one compares so."""

    field: str
    op: str
    value: str


@dataclass(frozen=True, kw_only=True)
class FormField:
    """``least`` and ``most`` bound what the type counts: characters, choices, files, the number itself, days from today.

    ``only_mine`` and ``item_kind`` narrow the items that can be chosen.
    """

    key: str
    type: str
    label: str
    english: str = ""
    hint: str = ""
    english_hint: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    most: int | None = None
    item_kind: str = ""
    only_mine: bool = True
    prefill: str = ""
    condition: Condition | None = None

    def __str__(self) -> str:
        return in_language(self.label, self.english)

    @property
    def hint_words(self) -> str:
        """The hint in the reader's language."""
        return in_language(self.hint, self.english_hint)

    def choice(self, code: str) -> Choice | None:
        """The choice of this code."""
        return next((each for each in self.choices if each.code == code), None)

    def to_json(self) -> dict[str, Any]:
        """As it is kept: only what says something."""
        usual = {each.name: each.default for each in fields(self)}
        told = {**asdict(self), "choices": [asdict(each) for each in self.choices]}
        return {name: value for name, value in told.items() if getattr(self, name) != usual[name]}


def from_json(told: Mapping[str, Any]) -> FormField:
    """The field again; what this version does not know is left out, so that old forms stay readable."""
    known = {each.name for each in fields(FormField)}
    made = FormField(**{name: value for name, value in told.items() if name in known})
    condition = told.get("condition")
    return replace(
        made,
        choices=tuple(Choice(**each) for each in told.get("choices", ())),
        condition=Condition(**condition) if condition else None,
    )


def form_of(kept: Iterable[Mapping[str, Any]]) -> list[FormField]:
    """The fields of a kept form, in their order."""
    return [from_json(each) for each in kept]
