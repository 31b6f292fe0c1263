"""Ratings: one's own, those of what one works on, the figures, and what is owed to whoever was not content."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest, listed, page, versioned
from api.problems import Unclear
from api.schema import LIST, example, listing
from api.surveys.shown import AnswerGiven, FollowUpShown, Outcome, QuestionShown, ResultsShown, SurveyShown
from people.rights import is_staff, scopes_of
from records.refusals import Invalid, NotAllowed
from surveys import rating, results
from surveys.actions import answer, conclude
from surveys.models import FollowUp, Invitation, Wording
from surveys.results import GROUPS, PERIODS, Narrow

TAGS = ["surveys"]
BIGGEST = 2**63 - 1


def _invitations(request: ApiRequest) -> QuerySet[Invitation]:
    rows = Invitation.visible_to(request.user).select_related("incident", "person", "answer")
    return rows.prefetch_related("answer__parts__wording__question")


def _find(request: ApiRequest, pk: int) -> Invitation:
    found = _invitations(request).filter(pk=pk).first() if pk <= BIGGEST else None
    if found is None:
        raise Http404
    return found


class Surveys(Api):
    """All of them."""

    @extend_schema(
        operation_id="list_surveys", summary="Ratings asked for", parameters=LIST, responses=listing(SurveyShown),
        tags=TAGS,
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """One's own, the newest first; whoever works on incidents also reads those of what they see, if not anonymous."""
        rows, after = listed(request, _invitations(request), ("-id",))
        return page(SurveyShown(rows, many=True).data, after)


class OneSurvey(Api):
    """One of them."""

    @extend_schema(operation_id="read_survey", summary="Read a rating", responses=SurveyShown, tags=TAGS)
    def get(self, request: ApiRequest, pk: int) -> Response:
        """What was asked and answered."""
        return Response(SurveyShown(_find(request, pk)).data)


class Answers(Api):
    """What one says oneself."""

    @extend_schema(
        operation_id="answer_survey", summary="Rate", request=AnswerGiven, responses=SurveyShown,
        examples=example("answer_survey"), tags=TAGS,
    )  # fmt: skip
    def put(self, request: ApiRequest, pk: int) -> Response:
        """One's own only, until it expires. What is not sent stays as it is; sent again, it changes nothing more."""
        invitation = _find(request, pk)
        sent = AnswerGiven(data=request.data)
        sent.is_valid(raise_exception=True)
        told = sent.validated_data
        parts = _worded(told.pop("parts", {}))
        answer(invitation, by=request.actor, parts=parts, wording=rating.overall(), **told)
        return Response(SurveyShown(_find(request, pk)).data)


def _worded(parts: dict[str, int | None]) -> dict[Wording, int | None]:
    known = {each.wording.question.code: each.wording for each in rating.further(None)}
    if unknown := sorted(set(parts) - set(known)):
        raise Invalid({f"parts.{unknown[0]}": _("There is no such question.")})
    return {known[code]: score for code, score in parts.items()}


class Questions(Api):
    """What is asked."""

    @extend_schema(
        operation_id="list_survey_questions", summary="What is asked", responses=QuestionShown(many=True), tags=TAGS
    )
    def get(self, request: ApiRequest) -> Response:
        """The questions in use, in order."""
        return Response(QuestionShown(rating.wordings(), many=True).data)


class Results(Api):
    """The figures."""

    @extend_schema(
        operation_id="read_survey_results", summary="How content people are",
        parameters=[
            OpenApiParameter("period", str, enum=list(PERIODS), description="Up to now; a quarter where it is not said."),
            OpenApiParameter("group", str, enum=list(GROUPS), description="Narrow it to one group: of what."),
            OpenApiParameter("key", str, description="… and which, by its number; empty: those with none."),
        ],
        responses=ResultsShown, tags=TAGS,
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """For whoever sees everything. Anonymous answers show from five on, and in the whole only."""
        if "any" not in scopes_of(request.user, "view"):
            raise NotAllowed
        narrow = _narrow(request)
        found = results.results(request.user, narrow)
        told = {"since": narrow.since, "whole": found.whole, "left_out": found.left_out, "groups": found.groups}
        return Response(ResultsShown(told).data)


def _narrow(request: ApiRequest) -> Narrow:
    asked = request.query_params
    for name, known in (("period", PERIODS), ("group", GROUPS)):
        if name in asked and asked[name] not in known:
            raise Unclear(**{name: [_("This is none of: %(known)s.") % {"known": ", ".join(known)}]})
    now = timezone.localtime()
    return Narrow(asked.get("period", "quarter"), now, asked.get("group", ""), asked.get("key", "")[:20])


def _follow_ups(request: ApiRequest) -> QuerySet[FollowUp]:
    if not is_staff(request.user):
        raise NotAllowed
    return FollowUp.visible_to(request.user).select_related("owner", "team", "invitation__incident")


class FollowUps(Api):
    """All of them."""

    @extend_schema(
        operation_id="list_follow_ups", summary="What is owed to whoever was not content", parameters=LIST,
        responses=listing(FollowUpShown), tags=TAGS,
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """One's own, and all for whoever reviews; the most pressing first, those that are done included."""
        rows, after = listed(request, _follow_ups(request), ("due_at", "id"))
        return page(FollowUpShown(rows, many=True).data, after)


class Conclusions(Api):
    """Say what was done."""

    @extend_schema(
        operation_id="conclude_follow_up", summary="Say what was done about a low rating", request=Outcome,
        responses=FollowUpShown, examples=example("conclude_follow_up"), tags=TAGS,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: int) -> Response:
        """One's own, or any for whoever reviews."""
        row: Any = _follow_ups(request).filter(pk=pk).first() if pk <= BIGGEST else None
        if row is None:
            raise Http404
        if (done := repeats.earlier(request)) is not None:
            return versioned(FollowUpShown(done).data, done)
        seen = preconditions.seen(request, row)
        sent = Outcome(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data["outcome"]
        made = repeats.once(request, lambda: conclude(row, by=request.actor, outcome=said, seen=seen))
        return versioned(FollowUpShown(made).data, made)
