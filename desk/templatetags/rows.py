"""Chips of a list's rows. A page shows fifty rows with few different chips: each is rendered once and remembered."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from incidents.models import Incident
from people.models import User

register = template.Library()
STATE = ("kind", "state", "hold_reason", "is_confidential")


@register.simple_tag
def state_chip(incident: Incident) -> SafeString:
    """Where it stands, as ``components/state.html`` shows it."""
    return _state(get_language(), incident.is_confirmed, *(getattr(incident, name) for name in STATE))


@register.simple_tag
def priority_chip(incident: Incident) -> SafeString:
    """How pressing it is, as ``components/priority.html`` shows it."""
    return _priority(get_language(), incident.priority)


@register.simple_tag
def person_chip(person: User | None) -> SafeString:
    """Who, as ``components/person.html`` shows them."""
    return _person(get_language(), person.name if person else "")


@lru_cache(maxsize=512)
def _state(language: str | None, is_confirmed: bool, *values: object) -> SafeString:
    shown = Incident()
    shown.__dict__.update(zip(STATE, values, strict=True))
    shown.__dict__["confirmed_at"] = is_confirmed or None
    return render_to_string("components/state.html", {"incident": shown})


@lru_cache(maxsize=32)
def _priority(language: str | None, priority: str) -> SafeString:
    return render_to_string("components/priority.html", {"incident": Incident(priority=priority)})


@lru_cache(maxsize=4096)
def _person(language: str | None, name: str) -> SafeString:
    return render_to_string("components/person.html", {"person": User(name=name) if name else None})
