"""Choosing a person by typing: there are too many people for a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, staff_only
from incidents import choosing
from people.models import User

MOST, MENTIONED = 12, 6


def written(person: User) -> str:
    """How a chosen person reads in the field: unmistakable, as in a mail program."""
    return f"{person.name} <{person.email}>"


class PersonInput(forms.TextInput):
    """A text with suggestions while typing; without JavaScript a name or an e-mail is written out."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        known = f"{(attrs or {}).get('id', name)}-known"
        asking = {
            "list": known,
            "autocomplete": "off",
            "hx-get": reverse_lazy("desk:people"),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": f"#{known}",
            "hx-sync": "this:replace",
        }
        control = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', control, known)


class PersonField(forms.CharField):
    """One active person, or the ``current`` one, by name or e-mail. Empty is nobody."""

    widget = PersonInput
    current: User | None = None

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, User) else value

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").replace("\x00", "")
        return self._found(text) if text else None

    def run_validators(self, value: Any) -> None:
        """A person was found or not; there is nothing more to check of the text."""

    def _found(self, text: str) -> User:
        email = text.rsplit("<", 1)[-1].rstrip("> ") if "<" in text else text
        if self.current and self.current.email == email:
            return self.current
        if exact := choosing.people().filter(email__iexact=email).first():
            return exact
        found = [] if "@" in text else self._named(text)
        if not found:
            raise forms.ValidationError(_("Nobody is called “%(text)s”.") % {"text": text})
        if len(found) > 1:
            raise forms.ValidationError(_("Several people are called “%(text)s”. Write the e-mail.") % {"text": text})
        return found[0]

    def _named(self, text: str) -> list[User]:
        """Whoever is called exactly so, else those whose name contains it; two are enough to know that it is not clear."""
        exact = list(choosing.people().filter(name__iexact=text)[:2])
        return exact or list(choosing.people().filter(name__icontains=text)[:2])


@require_GET
@staff_only
def mentions(request: DeskRequest) -> HttpResponse:
    """Names of the desk that contain what was typed after an @."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    found = choosing.assignees().filter(name__icontains=text)[:MENTIONED] if len(text) > 1 else []
    return JsonResponse([person.name for person in found], safe=False)


@require_GET
@staff_only
def people(request: DeskRequest) -> HttpResponse:
    """Suggestions for what was typed into a field, whatever that is called."""
    text = str(next(iter(request.GET.dict().values()), "")).replace("\x00", "").strip()[:100]
    found = choosing.matching_people(text)[:MOST] if len(text) > 1 else []
    return render(request, "desk/people.html", {"people": [written(person) for person in found]})
