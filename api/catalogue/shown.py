"""Catalogue items with their forms, what requests asked for, and approvals, as programs read them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Moment
from api.incidents.shown import Named
from incidents.catalogue.choices import FieldType, ItemApproval, Operator, StepRole, StepState
from incidents.models import ApprovalStep, CatalogueItem


class ChoiceShown(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField(source="__str__")  # type: ignore[assignment]


class ConditionShown(serializers.Serializer[Any]):
    """The field is asked only while the answer to an earlier one compares so; what is hidden is left out."""

    field = serializers.CharField()
    op = serializers.ChoiceField(Operator.choices)
    value = serializers.CharField()


class Question(serializers.Serializer[Any]):
    """``least`` and ``most`` bound what the type counts: characters, choices, the number itself, days from today."""

    key = serializers.CharField()
    type = serializers.ChoiceField(FieldType.choices)
    label = serializers.CharField(source="__str__")  # type: ignore[assignment]
    hint = serializers.CharField(source="hint_words", allow_blank=True)
    required = serializers.BooleanField()  # type: ignore[assignment]
    choices = ChoiceShown(many=True)
    least = serializers.IntegerField(allow_null=True)
    most = serializers.IntegerField(allow_null=True)
    condition = ConditionShown(allow_null=True)


class ItemOffered(serializers.Serializer[Any]):
    """Something that this person can request."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="__str__")
    summary = serializers.CharField(source="summary_words", allow_blank=True)
    usual_time = serializers.CharField(source="time_words", allow_blank=True)
    service = Named()
    approval = serializers.ChoiceField(ItemApproval.choices)
    version = serializers.IntegerField(help_text="The version of its form.")
    url = serializers.SerializerMethodField()

    def get_url(self, item: CatalogueItem) -> str:
        return reverse("api:catalogue_item", args=[item.pk])


class ItemInFull(ItemOffered):
    """The item with the questions it asks, in their order."""

    questions = serializers.SerializerMethodField()

    @extend_schema_field(Question(many=True))
    def get_questions(self, item: CatalogueItem) -> list[Any]:
        version = item.form()
        return list(Question(version.asked if version else [], many=True).data)


class OrderAnswer(serializers.Serializer[Any]):
    """``value`` as it is kept (codes, ids), ``text`` as it reads."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    text = serializers.CharField(allow_blank=True)
    value = serializers.JSONField()


class StepShown(serializers.Serializer[Any]):
    """One person's say; ``meant`` was to be asked first."""

    number = serializers.IntegerField()
    role = serializers.ChoiceField(StepRole.choices)
    standing = serializers.ChoiceField(StepState.choices)
    approver = Named(allow_null=True)
    meant = Named(allow_null=True)
    asked_at = Moment(allow_null=True)
    decided_at = Moment(allow_null=True)
    note = serializers.SerializerMethodField()

    def get_note(self, step: ApprovalStep) -> str:
        return step.note.body if step.note else ""


class OrderShown(serializers.Serializer[Any]):
    """What a request asks for, by the form it was filled with, and who approves it."""

    item = Named(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    answers = OrderAnswer(many=True)
    approvals = StepShown(many=True)


class Waiting(serializers.Serializer[Any]):
    """A request that waits for one's own approval; decide it with its actions approve and refuse."""

    handle = serializers.CharField(source="incident.handle")
    title = serializers.CharField(source="incident.title")
    requester = Named(source="incident.requester", allow_null=True)
    service = Named(source="incident.service", allow_null=True)
    role = serializers.ChoiceField(StepRole.choices)
    asked_at = Moment()
    approve = serializers.SerializerMethodField()
    refuse = serializers.SerializerMethodField()

    def get_approve(self, step: ApprovalStep) -> str:
        return reverse("api:approve", args=[step.incident.handle])

    def get_refuse(self, step: ApprovalStep) -> str:
        return reverse("api:refuse", args=[step.incident.handle])
