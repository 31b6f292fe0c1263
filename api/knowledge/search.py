"""The search of articles: what answers a question, for programs."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.base import Api, ApiRequest, limit_of, page
from api.problems import Unclear
from api.schema import LIST, listing
from knowledge import finding
from knowledge.finding.searching import MOST
from people.models.user import Language

LONGEST = 500
WORDS = OpenApiParameter(
    "q", str, required=True, description="A question in the reader's own words, in either language."
)
LANGUAGE = OpenApiParameter(
    "language", str, enum=Language.values, description="Preferred a little; the person's own by default."
)


class ArticleHit(serializers.Serializer[Any]):
    reference = serializers.CharField(source="article.reference")
    title = serializers.CharField(source="article.published.title")
    summary = serializers.CharField(source="article.published.summary", allow_blank=True)
    language = serializers.ChoiceField(choices=Language.choices, source="article.language")
    kind = serializers.CharField(source="article.kind")
    snippet = serializers.SerializerMethodField(help_text="The part of the text that shows why it was found.")
    snippet_html = serializers.CharField(help_text="The same, escaped, with what was found in `<mark>`.")
    why = serializers.CharField(allow_blank=True, help_text="Which words its title has, and which it has nowhere.")

    def get_snippet(self, hit: finding.Hit) -> str:
        return unescape(strip_tags(hit.snippet_html))


class ArticleSearch(Api):
    """Finding articles by words."""

    @extend_schema(
        operation_id="search_articles", summary="Find articles that answer a question",
        parameters=[WORDS, LANGUAGE, LIST[0]], responses=listing(ArticleHit), tags=["articles"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """The articles this person may read that answer best, the best first, at most 50 and all on one page.
        Typing errors are forgiven, and words that mean the same are looked for too.
        """
        asked = request.query_params.get("q", "").strip()[:LONGEST]
        language = request.query_params.get("language", "")
        if not asked:
            raise Unclear(q=[_("Write what to look for.")])
        if language and language not in Language.values:
            raise Unclear(language=[_("Choose one of %(codes)s.") % {"codes": ", ".join(Language.values)}])
        found = finding.find(asked, request.user, language=language, limit=min(limit_of(request), MOST))
        return page(ArticleHit(found.hits, many=True).data, "")
