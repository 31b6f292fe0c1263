"""What people write is Markdown; what is shown is a small, safe subset of HTML."""

import html
import re

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
_TAGS = frozenset(
    "p br strong em s code pre blockquote ul ol li a img table thead tbody tr th td h1 h2 h3 h4 h5 h6 hr".split()  # noqa: SIM905
)
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}


def _own_pictures_only(tag: str, attribute: str, value: str) -> str | None:
    """A picture from elsewhere would tell a stranger who reads the message, and when."""
    if (tag, attribute) == ("img", "src") and not value.startswith("/attachments/"):
        return None
    return value


def to_html(text: str) -> SafeString:
    """Markdown as sanitised HTML: no scripts, no styles, no pictures from elsewhere, links that leak nothing."""
    cleaned = nh3.clean(
        _parser.render(text),
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_own_pictures_only,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 - nh3 has just sanitised it


def to_plain(text: str) -> str:
    """Markdown as plain text in one paragraph, for titles, previews and search."""
    return re.sub(r"\s+", " ", html.unescape(strip_tags(_parser.render(text)))).strip()
