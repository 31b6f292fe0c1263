"""One address for every verb: the same doors as the pages', the parameters of the actions as they are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path, reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest
from api.fields import Given
from api.incidents.given import Nothing, Words
from api.knowledge import given
from api.knowledge.answers import answer, find
from api.knowledge.shown import ArticleInFull, ArticleOffer
from api.schema import example, listing
from knowledge import actions, verbs
from knowledge.actions.door import permit
from knowledge.models import Article


@dataclass(frozen=True)
class Act:
    """A verb in the address: its action and what it takes; ``status`` is 201 where it makes another article."""

    verb: str
    given: type[Given]
    status: int = 200

    @property
    def action(self) -> Callable[..., Article]:
        found: Callable[..., Article] = getattr(actions, self.verb)
        return found

    @property
    def name(self) -> str:
        """What it is called among all operations."""
        return f"{self.verb}_article"


ACTS = {
    act.verb: act
    for act in (
        Act("send_to_review", given.SendToReview),
        Act("send_back", given.Why),
        Act("publish", given.Publish),
        Act("discard", Nothing),
        Act("retire", given.Why),
        Act("restore", given.Restore),
        Act("translate", given.Translate, status=201),
        Act("set_review", given.SetReview),
        Act("comment", Words),
    )
}


class ActView(Api):
    """``POST`` of one verb."""

    act: Act

    def post(self, request: ApiRequest, reference: str) -> Response:
        if (done := repeats.earlier(request)) is not None:
            return answer(request, done, self.act.status)
        article = find(request, reference)
        permit(article, by=request.actor, verb=self.act.verb)
        sent = self.act.given(data=request.data, context={"request": request, "article": article})
        sent.is_valid(raise_exception=True)
        seen, said = preconditions.seen(request, article), sent.validated_data
        done = repeats.once(request, lambda: self.act.action(article, by=request.actor, seen=seen, **said))
        return answer(request, done, self.act.status)


class Offers(Api):
    """What may be done now."""

    @extend_schema(
        operation_id="list_article_actions", summary="What may be done with it now", responses=listing(ArticleOffer),
        tags=["articles"],
    )  # fmt: skip
    def get(self, request: ApiRequest, reference: str) -> Response:
        """The verbs that state and rights allow this person now."""
        article = find(request, reference)
        works_on = Article.workable_by(request.user).filter(pk=article.pk).exists()
        offered = [verb for verb in verbs.offers(article, request.actor) if verb in ACTS or verb == "write"]
        told = [_offer(article, verb) for verb in offered] if works_on else []
        return Response({"results": ArticleOffer(told, many=True).data, "next": None})


def _offer(article: Article, verb: str) -> dict[str, str]:
    if verb == "write":
        return {"verb": verb, "method": "PATCH", "url": reverse("api:article", args=[article.reference])}
    return {"verb": verb, "method": "POST", "url": reverse(f"api:{ACTS[verb].name}", args=[article.reference])}


def urls() -> list[URLPattern]:
    """An address a verb, each with its own place in the schema."""
    return [
        path(f"articles/<str:reference>/actions/{act.verb}/", _view(act).as_view(), name=act.name)
        for act in ACTS.values()
    ]


def _view(act: Act) -> Any:
    view = type(f"Article{act.verb.title()}", (ActView,), {"act": act})
    said = re.sub(r" \([A-Z]\d+(?:, [A-Z]\d+)*\)", "", inspect.cleandoc(act.action.__doc__ or "")).replace("``", "`")
    told = extend_schema(
        operation_id=act.name, summary=re.split(r"[.\n]", said)[0], description=said, tags=["articles"],
        request=act.given if act.given().fields else None, responses={act.status: ArticleInFull},
        examples=example(act.name),
    )  # fmt: skip
    return extend_schema_view(post=told)(view)
