"""A catalogue item's form as an administrator edits it: one row a question, read from the page and put back into it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.administration.forms import KeptForm
from incidents import choosing
from incidents.catalogue.checking import MOST, faults
from incidents.catalogue.choices import FieldType, Operator, Prefill
from incidents.catalogue.fields import CHOOSING, Choice, Condition, FormField
from incidents.models import FormVersion
from incidents.models.priority import Axis
from services.models.item import ItemKind

YES = "yes"


class CatalogueItemForm(KeptForm):
    """An item without its questions, which have a page of their own."""

    impact = forms.TypedChoiceField(label=gettext_lazy("Impact"), coerce=int, widget=forms.RadioSelect)
    urgency = forms.TypedChoiceField(label=gettext_lazy("Urgency"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, axis in (("impact", Axis.IMPACT), ("urgency", Axis.URGENCY)):
            made: Any = self.fields[name]
            made.choices = [(level.value, str(level)) for level in choosing.levels(axis)]


@dataclass
class Row:
    """One question as it stands in the page: everything is text. ``error`` says what is wrong with it."""

    key: str = ""
    type: str = FieldType.TEXT
    label: str = ""
    english: str = ""
    hint: str = ""
    english_hint: str = ""
    required: str = ""
    choices: str = ""
    least: str = ""
    most: str = ""
    item_kind: str = ""
    only_mine: str = YES
    prefill: str = ""
    on: str = ""
    op: str = Operator.IS
    value: str = ""
    error: str = field(default="", compare=False)

    @property
    def is_empty(self) -> bool:
        """Nothing was asked: such a row is left out."""
        return not (self.label.strip() or self.key.strip() or self.english.strip())

    def read(self) -> FormField:
        """The question. Raises ValueError, saying why, where a limit is no number."""
        condition = Condition(field=self.on, op=self.op, value=self.value.strip()) if self.on else None
        return FormField(
            key=self.key.strip() or _code(self.english or self.label), type=self.type, label=self.label.strip(),
            english=self.english.strip(), hint=self.hint.strip(), english_hint=self.english_hint.strip(),
            required=self.required == YES, choices=_choices(self.choices) if self.type in CHOOSING else (),
            least=_number(self.least), most=_number(self.most), condition=condition,
            item_kind=self.item_kind if self.type == FieldType.ITEM and self.item_kind in ItemKind.values else "",
            only_mine=self.only_mine == YES or self.type != FieldType.ITEM,
            prefill=self.prefill if self.prefill in Prefill.values else "",
        )  # fmt: skip


NAMES = tuple(each.name for each in fields(Row) if each.name != "error")


class Questions:
    """All rows; ``fields`` once they were read without a fault."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.fields: list[FormField] = []

    @classmethod
    def of(cls, version: FormVersion | None) -> Questions:
        """As they are kept."""
        return cls([_row(each) for each in version.asked] if version else [])

    @classmethod
    def sent(cls, data: QueryDict) -> Questions:
        """As they were sent, in the order they stood in; rows beyond what a form may have are left out."""
        columns = {name: data.getlist(name)[: MOST + 1] for name in NAMES}
        longest = max((len(column) for column in columns.values()), default=0)
        rows = []
        for place in range(longest):
            told = {name: column[place].replace("\x00", "") for name, column in columns.items() if place < len(column)}
            rows.append(Row(**told))
        return cls(rows)

    def moved(self, how: str) -> bool:
        """Carry out a button of the page (``add``, ``up:2``, ``down:2``, ``remove:2``); False where it is none."""
        verb, _colon, number = how.partition(":")
        place = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        if verb == "add":
            self.rows.append(Row())
        elif not 0 <= place < len(self.rows):
            return False
        elif verb == "remove":
            del self.rows[place]
        else:
            row = self.rows.pop(place)
            self.rows.insert(max(0, place - 1) if verb == "up" else place + 1, row)
        return True

    def read(self) -> bool:
        """Whether all rows make a form; else each row says what is wrong with it."""
        self.rows = [row for row in self.rows if not row.is_empty]
        self.fields, is_right = [], True
        for row in self.rows:
            row.error = ""
            try:
                self.fields.append(row.read())
            except ValueError as wrong:
                row.error, is_right = str(wrong), False
        if is_right:
            for place, said in faults(self.fields).items():
                self.rows[place].error, is_right = said, False
            for row, made in zip(self.rows, self.fields, strict=True):
                row.key = made.key
        return is_right

    @property
    def keys(self) -> list[str]:
        """What conditions can name."""
        return [row.key for row in self.rows if row.key]

    @property
    def has_errors(self) -> bool:
        return any(row.error for row in self.rows)


def choices_of_page() -> dict[str, Any]:
    """What the selects of a row offer."""
    return {"types": FieldType.choices, "operators": Operator.choices, "prefills": Prefill.choices, "kinds": ItemKind.choices}  # fmt: skip


def _row(each: FormField) -> Row:
    condition = each.condition or Condition(field="", op=Operator.IS, value="")
    return Row(
        key=each.key, type=each.type, label=each.label, english=each.english, hint=each.hint,
        english_hint=each.english_hint, required=YES if each.required else "",
        choices="\n".join(f"{choice.code} | {choice.label} | {choice.english}" for choice in each.choices),
        least="" if each.least is None else str(each.least), most="" if each.most is None else str(each.most),
        item_kind=each.item_kind, only_mine=YES if each.only_mine else "no", prefill=each.prefill, on=condition.field,
        op=condition.op, value=condition.value,
    )  # fmt: skip


def _choices(text: str) -> tuple[Choice, ...]:
    made = []
    for line in text.splitlines()[:100]:
        parts = [part.strip() for part in line.split("|")]
        if len(parts) < 3:
            parts = [_code(parts[-1]), *parts]
        if any(parts):
            made.append(Choice(code=parts[0], label=parts[1][:120], english=(parts[2] if len(parts) > 2 else "")[:120]))
    return tuple(made)


def _code(text: str) -> str:
    return slugify(text).replace("-", "_")[:40].strip("_")


def _number(text: str) -> int | None:
    said = text.strip()
    if not said:
        return None
    if not said.lstrip("-").isascii() or not said.removeprefix("-").isdigit() or len(said) > 9:
        raise ValueError(_("Write whole numbers as limits."))
    return int(said)
