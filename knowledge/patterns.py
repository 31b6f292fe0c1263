"""How an article of a kind is usually built: the sections its text begins with."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from knowledge.choices import Kind


def section(title: str, texts: Iterable[str] = ()) -> str:
    """A heading with what stands under it, or a gap to fill."""
    said = [text.strip() for text in texts if text and text.strip()]
    return f"## {title}\n\n" + ("\n\n".join(said) if said else "…")


def skeleton(kind: str) -> str:
    """The sections of a kind in the active language; nothing for one that has no usual form."""
    sections = {
        Kind.HOW_TO: [_("What you need"), _("Steps"), _("If it does not work")],
        Kind.KNOWN_ERROR: [_("Symptoms"), _("Cause"), _("Workaround"), _("Resolution")],
        Kind.FAQ: [_("Question"), _("Answer"), _("See also")],
    }
    if kind not in sections:
        return ""
    return "\n\n".join(section(title) for title in sections[Kind(kind)])
