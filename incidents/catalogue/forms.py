"""A catalogue item's fields as a form to be shown. It checks nothing: what was sent is read by ``filling``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incidents.catalogue.choices import FieldType, Prefill
from incidents.catalogue.fields import FormField
from incidents.catalogue.filling import LONGEST_LINE, LONGEST_TEXT, bounds
from incidents.catalogue.world import items_for, written
from people.models import User
from records.fields import FilesField

FEW = 5
"""So many choices stand open; more are in a list."""


class NameInput(forms.TextInput):
    """A person by name or e-mail, with suggestions while typing; without JavaScript it is written out."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        known = f"{(attrs or {}).get('id', name)}-known"
        asking = {
            "list": known, "autocomplete": "off", "hx-get": reverse_lazy("catalogue:people"),
            "hx-trigger": "input changed delay:150ms", "hx-target": f"#{known}", "hx-sync": "this:replace",
        }  # fmt: skip
        control = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', control, known)


@dataclass(frozen=True)
class Asked:
    """A field as the page shows it: the control, and what it depends on."""

    bound: BoundField
    field: FormField


class RequestForm(forms.Form):
    """The questions of one item for one requester, filled in as far as that is known."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, fields: list[FormField], requester: User, today: date, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.asked_fields = fields
        for each in fields:
            made = _control(each, requester, today)
            made.label, made.help_text = _label(each), each.hint_words
            made.initial = made.initial if made.initial is not None else _begins_with(each, requester)
            self.fields[name_of(each.key)] = made

    @property
    def asked(self) -> list[Asked]:
        """The questions in their order."""
        return [Asked(self[name_of(each.key)], each) for each in self.asked_fields]

    def given(self) -> dict[str, Any]:
        """What was sent, by key, as it was sent."""
        plain = (each for each in self.asked_fields if each.type != FieldType.FILE)
        return {each.key: self.cleaned_data.get(name_of(each.key)) for each in plain}

    def given_files(self) -> dict[str, list[Any]]:
        """The files that were sent, by key."""
        wanted = (each for each in self.asked_fields if each.type == FieldType.FILE)
        return {each.key: self.cleaned_data.get(name_of(each.key)) or [] for each in wanted}

    def refuse(self, errors: Mapping[str, list[str]]) -> None:
        """Say what is wrong at the fields."""
        for key, said in errors.items():
            self.add_error(name_of(key) if name_of(key) in self.fields else None, list(said))


def name_of(key: str) -> str:
    """What a field is called in the page: apart from the form's own."""
    return f"a_{key}"


def _label(each: FormField) -> str:
    return str(each) if each.required else _("%(label)s (optional)") % {"label": each}


def _control(each: FormField, requester: User, today: date) -> forms.Field:
    makers = {
        FieldType.ONE: _choices,
        FieldType.MANY: _choices,
        FieldType.YES_NO: _yes_no,
        FieldType.DATE: _date,
        FieldType.ITEM: _items,
        FieldType.FILE: _files,
        FieldType.PERSON: _person,
    }
    maker = makers.get(FieldType(each.type), _text)
    return maker(each, requester, today)


def _loose(widget: forms.Widget, initial: Any = None) -> forms.Field:
    return forms.Field(required=False, widget=widget, initial=initial)


def _text(each: FormField, requester: User, today: date) -> forms.Field:
    if each.type == FieldType.NUMBER:
        return _loose(forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 20}))
    if each.type == FieldType.LONG_TEXT:
        return _loose(forms.Textarea(attrs={"rows": 3, "maxlength": min(each.most or LONGEST_TEXT, LONGEST_TEXT)}))
    return _loose(forms.TextInput(attrs={"maxlength": min(each.most or LONGEST_LINE, LONGEST_LINE)}))


def _choices(each: FormField, requester: User, today: date) -> forms.Field:
    options = [(choice.code, str(choice)) for choice in each.choices]
    if each.type == FieldType.MANY:
        return _loose(forms.CheckboxSelectMultiple(choices=options))
    if len(options) > FEW:
        return _loose(forms.Select(choices=[("", _("Choose …")), *options]))
    return _loose(forms.RadioSelect(choices=options))


def _yes_no(each: FormField, requester: User, today: date) -> forms.Field:
    return _loose(forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No"))]))


def _date(each: FormField, requester: User, today: date) -> forms.Field:
    earliest, latest = bounds(each, today)
    limits = {"min": earliest, "max": latest}
    attrs = {name: day.isoformat() for name, day in limits.items() if day}
    return _loose(forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d"))


def _items(each: FormField, requester: User, today: date) -> forms.Field:
    rows = [(str(row.pk), str(row)) for row in items_for(requester, each)[:200]]
    only = rows[0][0] if len(rows) == 1 and each.only_mine and each.required else None
    return _loose(forms.Select(choices=[("", _("Choose …")), *rows]), only)


def _files(each: FormField, requester: User, today: date) -> forms.Field:
    return FilesField()


def _person(each: FormField, requester: User, today: date) -> forms.Field:
    return _loose(NameInput(attrs={"maxlength": 200}))


def _begins_with(each: FormField, requester: User) -> str | None:
    people = {Prefill.ME: requester, Prefill.MANAGER: requester.manager}
    if each.prefill in people:
        person = people[Prefill(each.prefill)]
        return written(person) if person else None
    texts = {
        Prefill.ORGANISATION: requester.organisation,
        Prefill.LOCATION: requester.location,
        Prefill.PHONE: requester.phone,
    }
    return str(texts.get(Prefill(each.prefill), "") or "") if each.prefill in Prefill.values else None
