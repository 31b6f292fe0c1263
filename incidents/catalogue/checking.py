"""What is wrong with a form before anybody is asked to fill it: said at the field, when an administrator saves it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from incidents.catalogue.choices import FieldType, Operator
from incidents.catalogue.fields import CHOOSING, FormField

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST = 40
COMPARED = (
    FieldType.TEXT, FieldType.LONG_TEXT, FieldType.ONE, FieldType.MANY, FieldType.YES_NO, FieldType.NUMBER,
)  # fmt: skip
"""Types whose answers a condition may compare."""


def faults(fields: Sequence[FormField]) -> dict[int, str]:
    """By the place of a field: what is wrong with it first. Conditions look back only, so that they make no circle."""
    found: dict[int, str] = {}
    before: dict[str, FormField] = {}
    for place, field in enumerate(fields):
        said = _fault(field, before)
        if place >= MOST:
            said = _("A form has at most %(most)d fields.") % {"most": MOST}
        if said:
            found[place] = said
        before.setdefault(field.key, field)
    return found


def _fault(field: FormField, before: Mapping[str, FormField]) -> str:
    if not KEY.fullmatch(field.key):
        return _("Write a key of small letters, digits and _, beginning with a letter.")
    if field.key in before:
        return _("Another field has this key already.")
    if not field.label.strip():
        return _("Write what is asked.")
    if field.type not in FieldType.values:
        return _("Choose a type.")
    return _choices_fault(field) or _limits_fault(field) or _condition_fault(field, before)


def _choices_fault(field: FormField) -> str:
    if field.type not in CHOOSING:
        return ""
    codes = [choice.code for choice in field.choices]
    if len(codes) < 2:
        return _("Write at least two choices.")
    if len(codes) != len(set(codes)) or not all(KEY.fullmatch(code) for code in codes):
        return _("Each choice needs a code of its own, of small letters, digits and _.")
    return "" if all(choice.label.strip() for choice in field.choices) else _("Write a label for each choice.")


def _limits_fault(field: FormField) -> str:
    if field.least is not None and field.most is not None and field.least > field.most:
        return _("The least is more than the most.")
    counts = field.type not in (FieldType.NUMBER, FieldType.DATE)
    if counts and ((field.least or 0) < 0 or (field.most is not None and field.most < 1)):
        return _("Limits count from 1.")
    return ""


def _condition_fault(field: FormField, before: Mapping[str, FormField]) -> str:
    condition = field.condition
    if condition is None:
        return ""
    on = before.get(condition.field)
    if on is None:
        return _("The condition must name a field that comes before this one.")
    if on.type not in COMPARED:
        return _("A condition cannot compare a field of this type.")
    if condition.op not in Operator.values:
        return _("Choose how it is compared.")
    if on.type in CHOOSING and on.choice(condition.value) is None:
        return _("The condition compares with a choice that does not exist.")
    if on.type == FieldType.YES_NO and condition.value not in ("yes", "no"):
        return _("Compare with yes or no.")
    return "" if condition.value.strip() else _("Say what it is compared with.")
