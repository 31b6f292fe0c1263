"""Chips of a list's rows. A page shows fifty rows with few different chips: each is rendered once and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from desk.clocks import TimeLeft
from desk.queue.columns import Column
from desk.queue.listing import Row
from incidents.choices import State
from incidents.models import Incident
from people.models import User
from records.templatetags.looks import icon, moment

register = template.Library()
ENDS = (State.CLOSED, State.CANCELLED)
CLOCKS = {
    "fine": ("clock", ""),
    "risk": ("hourglass", gettext_lazy("At risk:")),
    "breached": ("alert-triangle", gettext_lazy("Breached:")),
    "paused": ("player-pause", ""),
    "met": ("circle-check", ""),
}
"""How a clock looks: its picture and a word for those who see neither picture nor colour."""
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
def clock_chip(left: TimeLeft | None) -> SafeString:
    """Time left on a clock, with a word or picture besides the colour; with a due time it counts down by itself."""
    if left is None:
        return SafeString("")
    drawn, said = CLOCKS[left.status]
    told = format_html('<span class="visually-hidden">{}</span>', said) if said else ""
    return format_html(
        '<span class="clock clock-{}"{}{}{}>{}{}<span data-left>{}</span></span>',
        left.status, _attribute("title", left.title), _attribute("data-due", left.due),
        _attribute("data-risk-from", left.due and left.risk_from), icon(drawn), told, left.label,
    )  # fmt: skip


def _attribute(name: str, value: Any) -> SafeString | str:
    said = value.isoformat() if isinstance(value, datetime) else value
    return format_html(' {}="{}"', name, said) if said else ""


@register.simple_tag
def row(row: Row, shown: Iterable[Column], *, pick: bool = False, is_swapped: bool = False) -> SafeString:
    """A row of the queue; in Python, because fifty rows of many cells are too many for the template language.

    ``pick``: it can be chosen and looked at. ``is_swapped``: it takes the place of the one with its id (htmx).
    """
    incident = row.incident
    css = "is-gone" if row.is_gone else "is-over" if incident.state in ENDS else ""
    return format_html(
        '<tr data-row id="row-{}"{}{}>{}{}</tr>',
        incident.pk, _attribute("hx-swap-oob", "morph" if is_swapped else ""), _attribute("class", css),
        _pick(incident) if pick else "", _cells(row, shown, with_look=pick),
    )  # fmt: skip


def _cells(row: Row, shown: Iterable[Column], *, with_look: bool) -> SafeString:
    told = {"title": lambda: _title(row.incident, with_look), "due": lambda: _due(row)}
    cells = [told[each.name]() if each.name in told else _cell(each.name, row.incident) for each in shown]
    return mark_safe("".join(cells))  # noqa: S308 - each of them is made by format_html


def _due(row: Row) -> SafeString:
    return format_html('<td class="c-due">{}</td>', clock_chip(row.left))


def _cell(name: str, incident: Incident) -> SafeString:
    css, shown = CELLS[name]
    return format_html('<td class="{}">{}</td>', css, shown(incident))


def _pick(incident: Incident) -> SafeString:
    """The box by which a row is chosen."""
    return format_html(
        '<td class="c-pick"><label class="pick"><input type="checkbox" name="pick" value="{}" form="bulk">'
        '<span class="visually-hidden">{}</span></label></td>',
        incident.pk, _("Choose %(reference)s") % {"reference": incident.handle},
    )  # fmt: skip


def _title(incident: Incident, with_look: bool) -> SafeString:
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
"""Column → its class and what it shows; title and time left have markup of their own."""


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
