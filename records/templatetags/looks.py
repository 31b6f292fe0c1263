"""How things look in every face: icons, times in words, fields, panels. Small, and the same everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select, Widget
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records import marks
from records.markdown import to_html

register = template.Library()
BLANK = "---------"
"""How Django shows that nothing is chosen."""

register.filter("markdown", to_html)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A picture of the sprite (static/src/icons.txt); never alone, a word stands beside it."""
    return format_html(
        '<svg class="icon-s" aria-hidden="true"><use href="{}#{}"></use></svg>', static("dist/icons.svg"), name
    )


@register.filter
def marked(text: str) -> SafeString:
    """A text in which a search marked what it found."""
    safe = escape(text).replace(marks.START, "<mark>").replace(marks.END, "</mark>")
    return mark_safe(safe)  # noqa: S308 - it is escaped, and the marks are ours


@register.filter
def initials(name: str) -> str:
    """Up to two letters of a name, for the avatar."""
    words = str(name or "").split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """When, as people say it; the exact time with its zone on hover."""
    if at is None:
        return "–"
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), exact(at), in_words(at))


@register.filter
def exact(at: datetime | None) -> str:
    """The exact time with its zone."""
    if at is None:
        return "–"
    local = timezone.localtime(at)
    return f"{date_format(local, 'j M Y H:i')} {local:%Z}"


@register.filter
def lasted(took: timedelta | None) -> str:
    """A duration in its two largest units."""
    if took is None:
        return ""
    minutes = int(took.total_seconds() // 60)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return _("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)d h %(minutes)d m") % {"hours": hours, "minutes": minutes % 60}
    return _("%(minutes)d m") % {"minutes": minutes}


@register.filter
def filesize_short(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


@register.simple_block_tag
def panel(
    content: SafeString, title: str, remember: str = "", *, open: bool = True, count: int | None = None
) -> SafeString:
    """A collapsible part of a side panel, left as the person left it where ``remember`` names it."""
    shown = {"content": content, "title": title, "remember": remember, "open": open, "count": count}
    return render_to_string("components/panel.html", shown)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field with label, hint and error tied to it."""
    kind = _kind(bound.field.widget)
    described = [f"{bound.auto_id}-hint"] if bound.help_text and kind != "choices" else []
    return {"field": bound, "input": _input(bound, described), "kind": kind}


@register.simple_tag
def control(bound: BoundField, label: str, *, rows: int | None = None) -> SafeString:
    """A field's control alone, named ``label`` to those who do not see where it stands."""
    return _input(bound, [], {"aria-label": label} | ({"rows": str(rows)} if rows else {}))


@register.filter
def focus_id(bound: BoundField) -> str:
    """The id of the first control of a field: where a link in the summary of errors leads."""
    first = f"{bound.auto_id}_0"
    return first if isinstance(bound.field.widget, RadioSelect) else str(bound.id_for_label)


def _input(bound: BoundField, described: list[str], more: dict[str, str] | None = None) -> SafeString:
    widget = bound.field.widget
    if getattr(bound.field, "empty_label", None) == BLANK:
        bound.field.empty_label = "–"  # type: ignore[attr-defined]
    attributes: dict[str, str | bool] = {"class": _css(widget), **(more or {})}
    if bound.errors:
        described = [*described, f"{bound.auto_id}-error"]
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if isinstance(widget, FileInput):
        attributes |= {"data-files": "", "data-most-bytes": str(settings.ATTACHMENT_MAX_BYTES)}
    return bound.as_widget(attrs=attributes)


def _kind(widget: Widget) -> str:
    kinds = ((RadioSelect, "choices"), (CheckboxInput, "check"), (FileInput, "files"))
    return next((kind for known, kind in kinds if isinstance(widget, known)), "plain")


def _css(widget: Widget) -> str:
    if isinstance(widget, RadioSelect):
        return ""  # Django puts the class on the list as well as on each button
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def in_words(at: datetime) -> str:
    """When, as people say it, in the person's zone."""
    local = timezone.localtime(at)
    now = timezone.localtime()
    away = (now - local).total_seconds()
    if 0 <= away < 60:
        return _("just now")
    if 0 <= away < 3600:
        minutes = int(away // 60)
        return ngettext("%(count)d min ago", "%(count)d min ago", minutes) % {"count": minutes}
    if -3600 < away < 0:
        minutes = int(-away // 60) + 1
        return ngettext("in %(count)d min", "in %(count)d min", minutes) % {"count": minutes}
    clock = date_format(local, "H:i")
    days = (now.date() - local.date()).days
    named = {0: _("today %(time)s"), 1: _("yesterday %(time)s"), -1: _("tomorrow %(time)s")}.get(days)
    if named:
        return named % {"time": clock}
    return date_format(local, "j M H:i" if now.year == local.year else "j M Y")
