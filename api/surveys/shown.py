"""What a program reads of ratings. Of an anonymous one only the person asked reads anything."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Given, Moment
from api.incidents.shown import Named
from surveys.choices import Score
from surveys.figures import Pile
from surveys.models import FollowUp, Invitation
from surveys.models.question import said
from surveys.results import GROUPS


class PartShown(serializers.Serializer[Any]):
    """What was answered to a further question, in the words it was asked in."""

    question = serializers.CharField(source="wording.question.code")
    words = serializers.CharField(source="wording.__str__")
    score = serializers.ChoiceField(Score.choices)


class AnswerShown(serializers.Serializer[Any]):
    """One answer."""

    score = serializers.ChoiceField(Score.choices)
    comment = serializers.CharField(allow_blank=True)
    at = Moment()
    parts = PartShown(many=True, source="parts.all")


class SurveyShown(serializers.Serializer[Any]):
    """Somebody asked to rate an incident, and what they said."""

    id = serializers.IntegerField(source="pk")
    incident = serializers.CharField(source="incident.handle")
    person = Named()
    created_at = Moment()
    sent_at = Moment(allow_null=True, help_text="When the mail was queued; null where nobody asked.")
    expires_at = Moment()
    is_anonymous = serializers.BooleanField()
    answer = serializers.SerializerMethodField()

    @extend_schema_field(AnswerShown(allow_null=True))
    def get_answer(self, invitation: Invitation) -> dict[str, Any] | None:
        found = getattr(invitation, "answer", None)
        return dict(AnswerShown(found).data) if found else None


class AnswerGiven(Given):
    score = serializers.IntegerField(min_value=1, max_value=5)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    parts = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=5, allow_null=True), required=False,
        help_text="Code of a further question → score; null takes it out.",
    )  # fmt: skip


class QuestionShown(serializers.Serializer[Any]):
    """A question in the words it is asked in now."""

    code = serializers.CharField(source="question.code")
    words = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="number")

    def get_words(self, wording: Any) -> str:
        return said(wording)


class PileShown(serializers.Serializer[Any]):
    """Figures of one group. Shares are in percent; what cannot be reckoned is null."""

    asked = serializers.IntegerField()
    responded = serializers.IntegerField()
    response_rate = serializers.IntegerField(source="rate", allow_null=True)
    answers = serializers.IntegerField(source="count")
    scores = serializers.ListField(child=serializers.IntegerField(), help_text="How many gave 1, 2, 3, 4, 5.")
    mean = serializers.FloatField(allow_null=True)
    satisfied = serializers.IntegerField(allow_null=True)
    satisfied_between = serializers.SerializerMethodField(help_text="Wilson's interval at 95 %.")

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField(), allow_null=True))
    def get_satisfied_between(self, pile: Pile) -> list[int] | None:
        return list(pile.between) if pile.between else None


class GroupShown(serializers.Serializer[Any]):
    """One group by its key (empty: none) and name."""

    key = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    figures = PileShown(source="pile")


class ResultsShown(serializers.Serializer[Any]):
    """The figures of a period, as a whole and by every way of grouping."""

    since = Moment()
    whole = PileShown()
    withheld = serializers.IntegerField(source="left_out", help_text="Anonymous answers that do not show yet.")
    by = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField(child=GroupShown(many=True)))
    def get_by(self, found: Any) -> dict[str, Any]:
        return {code: GroupShown(found["groups"][code], many=True).data for code in GROUPS}


class FollowUpShown(serializers.Serializer[Any]):
    """A talk that is owed. Of an anonymous answer it names no incident."""

    id = serializers.IntegerField(source="pk")
    incident = serializers.SerializerMethodField()
    score = serializers.IntegerField(source="invitation.score", allow_null=True)
    team = Named(allow_null=True)
    owner = Named(allow_null=True)
    opened_at = Moment()
    due_at = Moment()
    done_at = Moment(allow_null=True)
    outcome = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField(source="entry_number")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_incident(self, row: FollowUp) -> str | None:
        return None if row.is_anonymous else row.invitation.incident.handle


class Outcome(Given):
    outcome = serializers.CharField(max_length=4000)
