"""Chips of a list's rows. A page shows fifty rows with few different chips: each is rendered once and remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incidents.models import Incident
from people.models import User
from records.templatetags.looks import icon, moment

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


@register.simple_tag
def cell(name: str, incident: Incident) -> SafeString:
    """A cell of a list, by the name of its column: fifty rows of many cells are too many for the template language."""
    css, shown = CELLS[name]
    return format_html('<td class="{}">{}</td>', css, shown(incident))


@register.simple_tag
def pick_cell(incident: Incident) -> SafeString:
    """The box by which a row is chosen."""
    return format_html(
        '<td class="c-pick"><label class="pick"><input type="checkbox" name="pick" value="{}" form="bulk">'
        '<span class="visually-hidden">{}</span></label></td>',
        incident.pk, _("Choose %(reference)s") % {"reference": incident.handle},
    )  # fmt: skip


@register.simple_tag
def title_cell(incident: Incident, with_look: bool = False) -> SafeString:
    """The title, which leads to the incident; who reported it, about which service; a quick look at it."""
    address, service = incident.desk_url(), incident.service
    return format_html(
        '<td class="title" title="{}"><a href="{}">{}</a><span class="muted">{}{}{}</span>{}</td>',
        incident.title, address, incident.title, incident.reporter_name, " · " if service else "", service or "",
        _look(incident, address) if with_look else "",
    )  # fmt: skip


def _look(incident: Incident, address: str) -> SafeString:
    return format_html(
        '<span class="quick"><a class="btn btn-ghost btn-icon" href="{}peek/" data-sheet data-peek title="{}">{}'
        '<span class="visually-hidden">{}</span></a></span>',
        address, _("Quick look"), icon("eye"), _("Quick look at %(reference)s") % {"reference": incident.handle},
    )  # fmt: skip


def _who(incident: Incident) -> SafeString:
    if incident.assignee is None and incident.owning_team:
        return _team(str(incident.owning_team))
    return person_chip(incident.assignee)


def _team(name: str) -> SafeString:
    return format_html(
        '<span class="who muted"><span class="initials is-nobody" aria-hidden="true">{}</span>'
        '<span class="one-line">{}</span></span>',
        icon("users"), name,
    )  # fmt: skip


CELLS: dict[str, tuple[str, Callable[[Incident], Any]]] = {
    "prio": ("c-prio", priority_chip),
    "ref": ("c-ref", lambda row: format_html('<span class="reference">{}</span>', row.handle)),
    "state": ("c-state", state_chip),
    "who": ("c-who", _who),
    "when": ("c-when muted", lambda row: moment(row.changed_at)),
    "detected": ("c-when muted", lambda row: moment(row.detected_at)),
    "team": ("c-text", lambda row: row.owning_team or "–"),
    "requester": ("c-text", lambda row: row.reporter_name),
    "service": ("c-text", lambda row: row.service or "–"),
    "category": ("c-text", lambda row: row.category or "–"),
    "source": ("c-text", lambda row: row.get_source_display()),
    "handovers": ("c-number", lambda row: row.handover_count),
}
"""Column → its class and what it shows; title and time left have markup of their own in ``components/row.html``."""


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
