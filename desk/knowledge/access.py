"""How a page of the desk fetches an article."""

from __future__ import annotations

from django.http import Http404

from desk.access import DeskRequest
from knowledge.models import Article

ROWS = ("owner", "reviewer", "category", "published", "latest", "original__published", "incident")


def find(request: DeskRequest, reference: str) -> Article:
    """The article of this reference, if this person may see it; Http404 otherwise, so that nothing is given away."""
    seen = Article.visible_to(request.user).filter(Article.by_reference(reference)).select_related(*ROWS).first()
    if seen is None:
        raise Http404
    return seen


def find_own(request: DeskRequest, reference: str) -> Article:
    """The same, if this person may work on it: its drafts, versions and record."""
    seen = Article.workable_by(request.user).filter(Article.by_reference(reference)).select_related(*ROWS).first()
    if seen is None:
        raise Http404
    return seen
