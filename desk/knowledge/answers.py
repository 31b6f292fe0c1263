"""How a form of the desk ends: done, or refused with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse, HttpResponseRedirect

from desk.access import DeskRequest
from desk.knowledge.forms import KeyedForm
from knowledge.models import Article
from records.history import Line, lines
from records.models import Subject
from records.once import once
from records.refusals import Changed, Invalid, NotAllowed, Refusal

S = TypeVar("S", bound=Subject)


def carried_out(request: DeskRequest, form: KeyedForm, act: Callable[[], S]) -> tuple[S | None, bool, int, list[Line]]:
    """What was done and whether it was done now; else nothing, with the status and what others did meanwhile."""
    try:
        done, acted = once(request.actor, form.cleaned_data["key"], act)
    except Invalid as refusal:
        _put(form, refusal)
        return None, False, 422, []
    except Changed as refusal:
        form.add_error(None, refusal.message)
        _acknowledge(form, max(entry.number for entry in refusal.entries))
        return None, False, 409, lines(refusal.entries, Article)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None, False, 403 if isinstance(refusal, NotAllowed) else 409, []
    return done, acted, 303, []


def onwards(request: DeskRequest, url: str) -> HttpResponse:
    """To that page: a dialog is told so, a page is sent there."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)


def _put(form: forms.Form, refusal: Invalid) -> None:
    for name, said in refusal.errors.items():
        known = {"attachments": "files"}.get(name, name)
        form.add_error(known if known in form.fields else None, said)


def _acknowledge(form: forms.Form, number: int) -> None:
    """Sent again, the form has seen what happened until then."""
    typed: Any = form.data
    form.data = typed.copy()
    form.data["seen"] = str(number)  # type: ignore[index]
