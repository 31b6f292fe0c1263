"""How an article is fetched for a program, and what an act answers."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.response import Response

from api.base import ApiRequest, versioned
from api.knowledge.shown import ArticleInFull, rows_of, told
from knowledge.models import Article


def find(request: ApiRequest, reference: str) -> Article:
    """The article of this reference, if this person may see it; Http404 otherwise, so that nothing is given away."""
    found = rows_of(request.user).filter(Article.by_reference(reference)).first()
    if found is None:
        raise Http404
    return found


def answer(request: ApiRequest, done: Any, status: int = 200) -> Response:
    """The article as it is now, or nothing where it is no longer in this person's sight."""
    rows = rows_of(request.user).prefetch_related("services", "teams")
    row = rows.filter(pk=done.pk).first()
    if row is None:
        return Response(status=204)
    answered = versioned(told(ArticleInFull, row, request.user), row, status)
    if status == 201:
        answered["Location"] = answered.data["url"]
    return answered
