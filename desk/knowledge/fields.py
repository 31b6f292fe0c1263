"""Fields that speak of articles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from knowledge.given import tags_of
from knowledge.models import Article


def written(article: Article) -> str:
    """How a chosen article reads in a field: its reference first, which is what counts."""
    title = article.published.title if article.published else article.title
    return f"{article.reference} {title}"


class ArticleInput(forms.TextInput):
    """A text with articles suggested while typing; without JavaScript a reference is written out."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        known = f"{(attrs or {}).get('id', name)}-known"
        asking = {
            "list": known,
            "autocomplete": "off",
            "hx-get": reverse_lazy("desk_knowledge:suggest"),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": f"#{known}",
            "hx-sync": "this:replace",
        }
        control = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', control, known)


class TagsField(forms.CharField):
    """Words with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return tags_of((super().to_python(value) or "").split(","))

    def run_validators(self, value: Any) -> None:
        """How many and how long they may be, the action says."""
