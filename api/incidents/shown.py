"""What a program reads of incidents. Who works on them reads all; whom they concern, what the portal shows."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Code, Moment
from incidents.choices import Approval, AutoRepair, CancelReason, ConfirmedHow, Fix, HoldReason, Kind, Priority, State
from incidents.models import Incident
from incidents.models.relation import RelationKind
from incidents.models.taking_part import Part
from people.models import User
from people.rights import is_staff
from records.choices import ActorKind, Role, Via, Visibility
from records.history import Line as HistoryLine
from sla.choices import Measure
from sla.choices import Status as ClockStatus
from sla.models import NEVER, Standing


class Shown(serializers.Serializer):  # type: ignore[type-arg]
    """Fields named in ``for_staff`` are there only for whoever works on incidents."""

    for_staff: ClassVar[tuple[str, ...]] = ()

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        if "reader" in self.context and not is_staff(self.context["reader"]):
            for name in self.for_staff:
                del fields[name]
        return fields


def shown(serializer: type[Shown], rows: Any, reader: User, *, many: bool = False, **context: Any) -> Any:
    """Rows as this reader reads them."""
    return serializer(rows, many=many, context={"reader": reader, **context}).data


class Named(serializers.Serializer):  # type: ignore[type-arg]
    """A row by its number, with its name to show."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="__str__")


class Due(Shown):
    """What breaches next, and when."""

    measure = Code(Measure.choices)
    status = Code(ClockStatus.choices)
    due_at = Moment(allow_null=True)
    is_breached = serializers.BooleanField()

    def to_representation(self, instance: Standing) -> Any:
        told = super().to_representation(instance)
        return told | {"due_at": None} if instance.due_at >= NEVER else told


class IncidentRow(Shown):
    """An incident in a list."""

    for_staff: ClassVar[tuple[str, ...]] = (
        "priority", "category", "team", "assignee", "is_confidential", "is_down_for_everyone", "handover_count",
        "reopen_count", "due",
    )  # fmt: skip

    handle = serializers.CharField(
        help_text="What people quote: the reference, or before registration a triage number."
    )
    url = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(Kind.choices)
    title = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    state_label = serializers.CharField(help_text="The state in words; service requests have their own.")
    hold_reason = Code(HoldReason.choices)
    requester = Named(allow_null=True)
    service = Named(allow_null=True)
    detected_at = Moment()
    changed_at = Moment()
    priority = Code(Priority.choices)
    category = Named(allow_null=True)
    team = Named(source="owning_team", allow_null=True)
    assignee = Named(allow_null=True)
    is_confidential = serializers.BooleanField()
    is_down_for_everyone = serializers.BooleanField()
    handover_count = serializers.IntegerField()
    reopen_count = serializers.IntegerField()
    due = serializers.SerializerMethodField()

    def get_url(self, incident: Incident) -> str:
        return reverse("api:incident", args=[incident.handle])

    @extend_schema_field(Due(allow_null=True))
    def get_due(self, incident: Incident) -> dict[str, Any] | None:
        standing = getattr(incident, "standing", None)
        return dict(Due(standing).data) if standing and standing.status else None


class Message(serializers.Serializer):  # type: ignore[type-arg]
    """What somebody wrote, Markdown; of what was erased, the place it had."""

    id = serializers.IntegerField(source="pk")
    role = serializers.ChoiceField(Role.choices)
    visibility = serializers.ChoiceField(Visibility.choices)
    author = serializers.CharField(source="author_name", allow_blank=True)
    body = serializers.CharField(allow_blank=True)
    created_at = Moment()
    erased_at = Moment(allow_null=True)


def _names_hidden(attname: str, moved: list[Any], hidden: set[int]) -> bool:
    """Whether a change is from or to an incident that must not be known of."""
    return Incident.recorded_field(attname).related_model is Incident and bool(set(moved) & hidden)


class LinkedIncident(serializers.Serializer):  # type: ignore[type-arg]
    """The other end of a link."""

    handle = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(State.choices)


class IncidentInFull(IncidentRow):
    """An incident with everything it is now; how it came to be so is in its entries, what was said in its messages."""

    for_staff = (
        *IncidentRow.for_staff, "description", "symptoms", "operational_impact", "related_systems", "chronology", "items",
        "affected_count", "first_symptom_at", "last_normal_at", "impact", "urgency", "is_priority_overridden",
        "functional_level", "affected", "named", "fix", "resolution_code", "confirmed_how", "closure_category",
        "source", "auto_repair", "reported_by_machine", "team_handover_count", "parent", "original", "partners",
    )  # fmt: skip

    version = serializers.IntegerField(source="entry_number", help_text="The number in its ETag.")
    reference = serializers.CharField(allow_null=True)
    description = serializers.CharField(allow_blank=True)
    symptoms = serializers.CharField(allow_blank=True)
    operational_impact = serializers.CharField(allow_blank=True)
    related_systems = serializers.CharField(allow_blank=True)
    chronology = serializers.CharField(allow_blank=True)
    items = Named(many=True)
    affected_count = serializers.IntegerField(allow_null=True)
    first_symptom_at = Moment(allow_null=True)
    last_normal_at = Moment(allow_null=True)
    registered_at = Moment(allow_null=True)
    hold_until = Moment(allow_null=True)
    hold_question = Message(allow_null=True)
    workaround = Message(allow_null=True)
    approval = serializers.ChoiceField(Approval.choices)
    fix = Code(Fix.choices)
    resolution_code = serializers.CharField(source="resolution_code.code", default=None, allow_null=True)
    resolution = Message(allow_null=True)
    resolved_at = Moment(allow_null=True)
    confirmed_at = Moment(allow_null=True)
    confirmed_how = Code(ConfirmedHow.choices)
    closed_at = Moment(allow_null=True)
    cancelled_at = Moment(allow_null=True)
    cancel_reason = Code(CancelReason.choices)
    source = serializers.CharField()  # type: ignore[assignment]
    auto_repair = serializers.ChoiceField(AutoRepair.choices)
    reported_by_machine = serializers.CharField(allow_blank=True)
    impact = serializers.IntegerField(allow_null=True)
    urgency = serializers.IntegerField(allow_null=True)
    is_priority_overridden = serializers.BooleanField()
    functional_level = serializers.IntegerField(allow_null=True)
    affected = Named(many=True)
    named = Named(many=True)
    closure_category = Named(allow_null=True)
    team_handover_count = serializers.IntegerField()
    partners = serializers.SerializerMethodField()
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]
    original = serializers.SerializerMethodField()

    @extend_schema_field(Named(many=True))
    def get_partners(self, incident: Incident) -> list[dict[str, Any]]:
        taking = [each.person for each in incident.participants.all() if each.part == Part.PARTNER]
        return [dict(Named(person).data) for person in taking]

    @extend_schema_field(LinkedIncident(allow_null=True))
    def get_parent(self, incident: Incident) -> dict[str, Any] | None:
        return self._near(incident.parent_id)

    @extend_schema_field(LinkedIncident(allow_null=True))
    def get_original(self, incident: Incident) -> dict[str, Any] | None:
        return self._near(incident.original_id)

    def _near(self, pk: int | None) -> dict[str, Any] | None:
        """Another one, where this reader may see it."""
        found = self.context["near"].get(pk)
        return dict(LinkedIncident(found).data) if found else None


DETAILED = ("hold_question", "workaround", "resolution", "resolution_code", "closure_category", "standing")
"""What an incident shown in full needs besides the people."""


class Actor(serializers.Serializer):  # type: ignore[type-arg]
    kind = serializers.ChoiceField(ActorKind.choices, source="actor_kind")
    name = serializers.CharField(source="actor_name")


class Change(serializers.Serializer):  # type: ignore[type-arg]
    label = serializers.CharField()  # type: ignore[assignment]
    old = serializers.CharField()
    new = serializers.CharField()


class Attachment(Shown):
    """A file; ``url`` is where its content is."""

    for_staff = ("visibility",)

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    size = serializers.IntegerField()
    content_type = serializers.CharField()
    sha256 = serializers.CharField()
    created_at = Moment()
    url = serializers.SerializerMethodField()
    visibility = serializers.ChoiceField(Visibility.choices)

    def get_url(self, attachment: Any) -> str:
        return reverse("api:attachment", args=[attachment.pk])


class Entry(Shown):
    """One entry of the record, worded for the reader."""

    for_staff = ("via", "visibility", "changes", "data")

    number = serializers.IntegerField(source="entry.number")
    kind = serializers.CharField(source="entry.kind")
    at = Moment()
    actor = Actor(source="entry")
    text = serializers.CharField(allow_blank=True)
    message = Message(allow_null=True)
    attachments = Attachment(many=True)
    via = serializers.ChoiceField(Via.choices, source="entry.via")
    visibility = serializers.ChoiceField(Visibility.choices, source="entry.visibility")
    changes = Change(many=True)
    data = serializers.SerializerMethodField(help_text="Codes and ids, as the record keeps them.")  # type: ignore[assignment]

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_data(self, line: HistoryLine) -> dict[str, Any]:
        """Without the ids of incidents that this reader must not know of."""
        hidden = self.context["hidden"]
        points = {name for name, pk in line.entry.what.references(Incident) if pk in hidden}
        told = {name: value for name, value in line.entry.data.items() if name not in points}
        if changes := told.get("changes"):
            told["changes"] = {name: moved for name, moved in changes.items() if not _names_hidden(name, moved, hidden)}
        return told


class Link(serializers.Serializer):  # type: ignore[type-arg]
    """``outward``: this one is a duplicate of, follows up on, or is related to the other; else the other way round."""

    kind = serializers.ChoiceField(RelationKind.choices)
    outward = serializers.BooleanField()
    incident = LinkedIncident()


class Offer(serializers.Serializer):  # type: ignore[type-arg]
    """Something that state and rights allow now, and where to send it."""

    verb = serializers.CharField()
    method = serializers.CharField()
    url = serializers.CharField()
