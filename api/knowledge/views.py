"""Articles: list, draft, read, write, rate, versions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest, listed, page
from api.knowledge import given, shown
from api.knowledge.answers import answer, find
from api.problems import Unclear
from api.schema import LIST, example, listing
from knowledge import actions
from knowledge.actions.door import permit
from knowledge.choices import Kind, State
from knowledge.choosing import by_words, of_state
from knowledge.models import Article
from people.models.user import Language
from people.rights import may
from records.refusals import NotAllowed

ORDER = ("-changed_at", "-id")
CHOICES = {"state": State.values, "language": Language.values, "kind": Kind.values}
FILTERS = [
    OpenApiParameter("q", str, description="Words in the published title, summary or tags."),
    *(OpenApiParameter(name, str, enum=codes) for name, codes in CHOICES.items()),
]


class Articles(Api):
    """The list, and drafting."""

    @extend_schema(
        operation_id="list_articles", summary="List articles", parameters=[*FILTERS, *LIST],
        responses=listing(shown.ArticleRow), tags=["articles"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """All that this person may read, and what they may work on; newest changes first."""
        rows, after = listed(request, shown.rows_of(request.user).filter(_asked(request)), ORDER)
        return page(shown.told(shown.ArticleRow, rows, request.user, many=True), after)

    @extend_schema(
        operation_id="draft_article", summary="Draft an article", request=given.Writing,
        responses={201: shown.ArticleInFull}, examples=example("draft_article"), tags=["articles"],
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """For whoever may write articles. Nobody reads it before it is published."""
        if (done := repeats.earlier(request)) is not None:
            return answer(request, done, 201)
        if not may(request.actor, "write_articles"):
            raise NotAllowed
        sent = given.Writing(data=request.data)
        sent.is_valid(raise_exception=True)
        done = repeats.once(request, lambda: actions.draft(by=request.actor, **sent.validated_data))
        return answer(request, done, 201)


def _asked(request: ApiRequest) -> Q:
    wrong: dict[str, list[str]] = {}
    found = Q()
    for name, codes in CHOICES.items():
        value = request.query_params.get(name, "")
        if value and value not in codes:
            wrong[name] = [_("Choose one of these: %(codes)s.") % {"codes": ", ".join(codes)}]
        elif value:
            found &= of_state(value) if name == "state" else Q(**{name: value})
    if wrong:
        raise Unclear(**wrong)
    words = request.query_params.get("q", "").replace("\x00", "")[:200]
    return found & by_words(words)


class OneArticle(Api):
    """One article."""

    @extend_schema(
        operation_id="read_article", summary="Read one article", responses=shown.ArticleInFull, tags=["articles"]
    )
    def get(self, request: ApiRequest, reference: str) -> Response:
        """As it is now; its newest version to who works on it, the published one to everybody else."""
        return answer(request, find(request, reference))

    @extend_schema(
        operation_id="write_article", summary="Write on an article", request=given.Writing,
        responses=shown.ArticleInFull, examples=example("write_article"), tags=["articles"],
    )  # fmt: skip
    def patch(self, request: ApiRequest, reference: str) -> Response:
        """A draft is saved in place; a published one gets its next version as a draft. Needs If-Match."""
        article = find(request, reference)
        permit(article, by=request.actor, verb="write")
        seen = preconditions.seen(request, article, needed=True)
        sent = given.Writing(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        return answer(request, actions.write(article, by=request.actor, seen=seen, **sent.validated_data))


class Rate(Api):
    """Whether it helped."""

    @extend_schema(
        operation_id="rate_article", summary="Say whether it helped", request=given.Rating,
        responses=shown.ArticleInFull, examples=example("rate_article"), tags=["articles"],
    )  # fmt: skip
    def post(self, request: ApiRequest, reference: str) -> Response:
        """For its readers; one word for each person, which sent again replaces it. Its owner is told what did not help."""
        if (done := repeats.earlier(request)) is not None:
            return answer(request, done)
        article = find(request, reference)
        sent = given.Rating(data=request.data)
        sent.is_valid(raise_exception=True)
        preconditions.seen(request, article)
        return answer(request, repeats.once(request, lambda: _rated(request, article, sent.validated_data)))


def _rated(request: ApiRequest, article: Article, said: dict[str, Any]) -> Article:
    return actions.rate(article, by=request.actor, **said).article


class Versions(Api):
    """What it said."""

    @extend_schema(
        operation_id="list_article_versions", summary="All versions of its text", parameters=LIST,
        responses=listing(shown.Version), tags=["articles"],
    )  # fmt: skip
    def get(self, request: ApiRequest, reference: str) -> Response:
        """The newest first; for who works on it."""
        article = find(request, reference)
        if not Article.workable_by(request.user).filter(pk=article.pk).exists():
            raise NotAllowed
        rows, after = listed(request, article.versions.select_related("author"), ("-number",))
        return page(shown.Version(rows, many=True).data, after)
