"""How things look in every face: icons, chips, times in words, fields. Small, and the same everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select, SelectMultiple, Textarea
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.markdown import to_html

register = template.Library()
register.filter("markdown", to_html)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture of the sprite; never alone, a word stands beside it."""
    return format_html(
        '<svg class="icon-s" aria-hidden="true"><use href="{}#{}"></use></svg>', static("dist/icons.svg"), name
    )


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """When, as people say it; the exact time with its zone on hover."""
    if at is None:
        return "–"
    local = timezone.localtime(at)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), exact(at), _in_words(local))


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


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field with label, hint and error tied to it."""
    widget = bound.field.widget
    described = [f"{bound.id_for_label}-hint"] if bound.help_text else []
    described += [f"{bound.id_for_label}-error"] if bound.errors else []
    attributes: dict[str, str | bool] = {
        "class": _css(widget),
        **({"aria-describedby": " ".join(described)} if described else {}),
    }
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(widget, FileInput):
        attributes["data-files"] = ""
    kind = "choices" if isinstance(widget, RadioSelect) else "check" if isinstance(widget, CheckboxInput) else "plain"
    return {
        "field": bound,
        "input": bound.as_widget(attrs=attributes),
        "kind": kind,
        "is_file": isinstance(widget, FileInput),
    }


def _css(widget: Any) -> str:
    if isinstance(widget, RadioSelect | CheckboxInput):
        return "form-check-input"
    return (
        "form-select"
        if isinstance(widget, Select | SelectMultiple) and not isinstance(widget, Textarea)
        else "form-control"
    )


def _in_words(local: datetime) -> str:
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
    pattern = "j M H:i" if now.year == local.year else "j M Y"
    return date_format(local, pattern)
