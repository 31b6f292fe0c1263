"""The form of one kept row. It never saves: what it gives goes to an action."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import uuid4
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.people import PersonField
from incidents.choices import HoldReason, Priority
from people.models import User
from people.models.duty import WEEKDAYS


def field_for(column: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a model's column, as administration shows it."""
    if column.related_model is User and not column.many_to_many:
        hint = column.help_text or gettext_lazy("Name or e-mail; empty: nobody.")
        return PersonField(label=column.verbose_name, help_text=hint, required=not column.blank)
    if column.name == "time_zone":
        zones = [(name, name) for name in sorted(available_timezones())]
        return forms.ChoiceField(label=column.verbose_name, choices=zones, initial=column.get_default())
    if column.many_to_many:
        options |= {"widget": forms.CheckboxSelectMultiple, "required": False, "help_text": ""}
        if column.related_model is User:  # of all the people only those who are in some team work in shifts
            options["queryset"] = User._default_manager.filter(memberships__isnull=False).distinct().order_by("name")
    if isinstance(column, models.TimeField):
        options |= {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        options |= {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
    found: forms.Field | None = column.formfield(**options)
    return found


class KeptForm(forms.ModelForm):  # type: ignore[type-arg]
    """``key`` makes a second submit of a new row the first one's answer; ``seen`` is the last entry the person saw."""

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        self.initial.update({"key": uuid4().hex} if is_new else {"seen": self.instance.entry_number})
        for name, field in self.fields.items():
            if isinstance(field, PersonField):
                field.current = self.initial[name] = getattr(self.instance, name, None)
            if isinstance(field, forms.ModelChoiceField):
                _offer_what_is_used(field, self.instance, self.initial.get(name))

    def given(self, names: tuple[str, ...]) -> dict[str, Any]:
        """What was typed into these fields."""
        return {name: self.cleaned_data[name] for name in names}

    def extra(self) -> dict[str, Any]:
        """What the action takes besides the fields of the row."""
        return {}

    def check_row(self) -> None:
        """Say at the fields what the row itself would refuse, where it is only to be looked at."""
        row = type(self.instance)(**self.given(tuple(self._meta.fields or ())))
        try:
            row.clean()
        except ValidationError as refused:
            self.add_error(None, refused)

    def acknowledge(self, number: int) -> None:
        """The person is shown what others did up to this entry: sent again, the form knows of it."""
        typed = cast("QueryDict", self.data).copy()
        typed["seen"] = str(number)
        self.data = typed

    def _post_clean(self) -> None:
        """The action checks the row, fresh and locked; this copy of it stays as it was read."""


class PersonForm(KeptForm):
    password = forms.CharField(
        label=gettext_lazy("New password"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Empty: the password stays as it is, and a new account cannot sign in yet."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    def extra(self) -> dict[str, Any]:
        return {"password": self.cleaned_data["password"]}


class CodesField(forms.MultipleChoiceField):
    """Several codes out of a list, kept as words in one column."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value))


class ShiftForm(KeptForm):
    days = CodesField(label=gettext_lazy("Days"), choices=WEEKDAYS)


class AgreementForm(KeptForm):
    pauses_resolution = CodesField(
        label=gettext_lazy("Resolution pauses while waiting for"), choices=HoldReason.choices, required=False
    )
    pauses_update = CodesField(
        label=gettext_lazy("Updates pause while waiting for"), choices=HoldReason.choices, required=False
    )


class DayForm(forms.Form):
    """What is different on one day of a calendar."""

    on = forms.DateField(label=gettext_lazy("Date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    what = forms.ChoiceField(
        label=gettext_lazy("What is different"),
        choices=[
            ("closed", gettext_lazy("Closed all day")),
            ("hours", gettext_lazy("Open at other hours")),
            ("usual", gettext_lazy("Nothing: the weekly hours hold again")),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=gettext_lazy("Why"), max_length=120, required=False)
    hours = forms.CharField(
        label=gettext_lazy("Hours"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Like 08:00-12:00, 13:00-17:00."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("what") in ("closed", "hours") and not given.get("name"):
            self.add_error("name", _("Say what this day is."))
        if given.get("what") == "hours" and not given.get("hours"):
            self.add_error("hours", _("Write the hours of this day."))
        return given

    def day(self) -> dict[date, tuple[str, str] | None]:
        """The day as the action takes it."""
        given = self.cleaned_data
        hours = given["hours"] if given["what"] == "hours" else ""
        return {given["on"]: None if given["what"] == "usual" else (given["name"], hours)}


class PolicyForm(KeptForm):
    review_priorities = CodesField(
        label=gettext_lazy("Priorities that need a post-incident review"), choices=Priority.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("close_without_answer") and not cleaned.get("close_after_days"):
            self.add_error("close_after_days", _("Say how many days to wait for the requester's answer."))
        return cleaned


def _offer_what_is_used(field: forms.ModelChoiceField[Any], row: models.Model, chosen: Any) -> None:
    """Offer rows in use and those chosen so far; nothing is a choice for itself."""
    rows = field.queryset
    if rows is None:
        return
    if any(column.name == "is_active" for column in rows.model._meta.concrete_fields):
        rows = rows.filter(Q(is_active=True) | Q(pk__in=_keys(chosen)))
    field.queryset = rows.exclude(pk=row.pk) if isinstance(row, rows.model) and row.pk else rows


def _keys(chosen: Any) -> list[Any]:
    listed = chosen if isinstance(chosen, list) else [chosen]
    return [each.pk if isinstance(each, models.Model) else each for each in listed if each is not None]
