"""What an administrator keeps: one small description each, one list page and one form page for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incidents.actions.administration import add_category, change_category
from incidents.models import Category, ResolutionCode
from people.actions import add, add_person, change, change_person
from people.models import Organisation, Team, User
from records.actors import Actor
from records.models import Subject as Recorded
from services.actions import change_service
from services.models import ConfigurationItem, Service


@dataclass(frozen=True)
class Subject:
    """``columns`` are attributes shown in the list, ``related`` the fields that are relations to many."""

    code: str
    model: type[Recorded]
    title: Any
    one: Any
    icon: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    search: tuple[str, ...] = ("name",)
    related: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    order: str = "name"
    add: Callable[..., Any] = add
    change: Callable[..., Any] = change
    has_password: bool = False

    def rows(self, text: str) -> QuerySet[Any]:
        """The rows whose searched fields contain the text, by name."""
        found = self.model._default_manager.select_related(*self.joins).order_by(self.order, "pk")
        if text:
            wanted = Q()
            for name in self.search:
                wanted |= Q(**{f"{name}__icontains": text})
            found = found.filter(wanted)
        return found

    def form_class(self) -> type[forms.ModelForm]:  # type: ignore[type-arg]
        """The form of one row."""
        base: type[forms.ModelForm] = PasswordForm if self.has_password else forms.ModelForm  # type: ignore[type-arg]
        return forms.modelform_factory(self.model, form=base, fields=self.fields)

    def save(self, form: Any, row: Any, by: Actor) -> Any:
        """Add or change through the action."""
        given = {name: form.cleaned_data[name] for name in self.fields}
        related = {name: list(given.pop(name)) for name in self.related}
        password = form.cleaned_data.get("password") or ""
        if row is None:
            return self._add(given, related, password, by)
        extra = {"password": password} if self.has_password else {}
        return self.change(row, by=by, fields=given, related=related, **extra)

    def _add(self, given: dict[str, Any], related: dict[str, Any], password: str, by: Actor) -> Any:
        if self.has_password:
            return self.add(by=by, password=password or None, **given, **related)
        return self.add(self.model(**given), by=by, related=related)


class PasswordForm(forms.ModelForm):  # type: ignore[type-arg]
    password = forms.CharField(
        label=_("New password"), required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Empty: the password stays as it is."),
    )  # fmt: skip


SUBJECTS = {
    subject.code: subject
    for subject in (
        Subject(
            "people", User, _("People"), _("Person"), "user", ("name", "email", "organisation", "is_active"),
            ("name", "email", "phone", "job_title", "location", "organisation", "manager", "language", "time_zone",
             "roles", "teams", "is_active"),
            search=("name", "email"), related=("roles", "teams"), joins=("organisation",),
            add=add_person, change=change_person, has_password=True,
        ),
        Subject(
            "teams", Team, _("Teams"), _("Team"), "users", ("name", "tier", "lead", "organisation", "is_active"),
            ("name", "tier", "lead", "organisation", "email", "is_active"), joins=("lead", "organisation"),
        ),
        Subject(
            "organisations", Organisation, _("Organisations"), _("Organisation"), "users-group",
            ("name", "kind", "is_active"), ("name", "kind", "is_active"),
        ),
        Subject(
            "services", Service, _("Services"), _("Service"), "tool", ("name", "owner", "is_core", "is_active"),
            ("name", "description", "owner", "is_core", "supplier", "default_team", "requests_need_approval",
             "depends_on", "is_active"),
            related=("depends_on",), joins=("owner",), change=change_service,
        ),
        Subject(
            "items", ConfigurationItem, _("Items"), _("Item"), "settings", ("name", "kind", "location", "is_active"),
            ("name", "kind", "serial", "services", "owner", "supplier", "location", "is_active"),
            search=("name", "serial", "location"), related=("services",),
        ),
        Subject(
            "categories", Category, _("Categories"), _("Category"), "tags", ("path", "team", "is_active"),
            ("name", "parent", "team", "is_active"), search=("path",), joins=("team",), order="path",
            add=add_category, change=change_category,
        ),
        Subject(
            "resolution-codes", ResolutionCode, _("Resolution codes"), _("Resolution code"), "circle-check",
            ("name", "code", "is_active"), ("name", "code", "is_active"),
        ),
    )
}  # fmt: skip
