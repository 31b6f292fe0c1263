"""What knowledge asks before an incident is closed (A7)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.choices import Learning
from incidents.closing import Given, closing_check
from incidents.models import Incident
from knowledge.models import Article, Use
from records.choices import Via


def has_article(incident: Incident) -> bool:
    """Whether an article was written after it, or was used to resolve it."""
    written = Article.objects.filter(incident=incident)
    return written.exists() or Use.objects.filter(incident=incident).exists()


@closing_check
def the_article_is_named(incident: Incident, given: Given) -> tuple[str, str] | None:
    """Whoever says that an article covers it has drafted or used one, or names it in the note."""
    if given.learning != Learning.ARTICLE or given.by.via == Via.IMPORT or given.note.strip():
        return None
    if has_article(incident):
        return None
    return "learning", _("Draft an article or say in the note which one covers it.")
