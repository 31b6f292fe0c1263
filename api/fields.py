"""How the API names things: rows by number, people by number or e-mail, incidents by reference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from incidents import choosing
from incidents.models import Incident
from incidents.models.priority import Axis

BIGGEST = 2**63 - 1


class Moment(serializers.DateTimeField):
    """A moment, told in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)


class Code(serializers.ChoiceField):
    """One of the codes; where there is none, null."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) if value else None


@extend_schema_field(OpenApiTypes.INT64)
class One(serializers.Field):  # type: ignore[type-arg]
    """A row that may be chosen, by its number."""

    default_error_messages = {"none": _("There is no such choice.")}

    def __init__(self, rows: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = rows

    def to_internal_value(self, data: Any) -> Model:
        if isinstance(data, bool) or not isinstance(data, int) or not 0 < data <= BIGGEST:
            self.fail("none")
        found: Model | None = self.rows.all().filter(pk=data).first()
        return found or self.fail("none")

    def to_representation(self, value: Any) -> Any:
        return value.pk


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "format": "email"}]})
class Person(One):
    """An active person, by number or e-mail."""

    default_error_messages = {"none": _("There is no such person.")}

    def __init__(self, rows: QuerySet[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(choosing.people() if rows is None else rows, **kwargs)

    def to_internal_value(self, data: Any) -> Model:
        if not isinstance(data, str):
            return super().to_internal_value(data)
        email = data.encode(errors="ignore").decode().replace("\x00", "").strip()
        found: Model | None = self.rows.all().filter(email__iexact=email).first()
        return found or self.fail("none")


class Step(serializers.IntegerField):
    """A step of impact or urgency, as the administrator keeps them; 1 is the highest."""

    default_error_messages = {"none": _("There is no such choice.")}

    def __init__(self, axis: Axis, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=100, **kwargs)
        self.axis = axis

    def to_internal_value(self, data: Any) -> int:
        value = super().to_internal_value(data)
        return value if value in {level.value for level in choosing.levels(self.axis)} else self.fail("none")


@extend_schema_field(OpenApiTypes.STR)
class ResolutionCodeField(serializers.Field):  # type: ignore[type-arg]
    """How something was resolved, by its code."""

    default_error_messages = {"none": _("There is no such choice.")}

    def to_internal_value(self, data: Any) -> Any:
        known = {row.code: row for row in choosing.resolution_codes()}
        return known.get(str(data)) or self.fail("none")

    def to_representation(self, value: Any) -> Any:
        return value.code


@extend_schema_field(OpenApiTypes.STR)
class Other(serializers.Field):  # type: ignore[type-arg]
    """Another incident, by its reference; what this person may not see is not there."""

    default_error_messages = {"none": _("There is no such reference, or you may not see it.")}

    def to_internal_value(self, data: Any) -> Incident:
        visible = Incident.visible_to(self.context["request"].user)
        return visible.filter(Incident.by_handle(str(data))).first() or self.fail("none")

    def to_representation(self, value: Any) -> Any:
        return value.handle


class Given(serializers.Serializer):  # type: ignore[type-arg]
    """What a program sends. A field nobody knows is a mistake, and said."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := set(map(str, data)) - set(self.fields)):
            raise serializers.ValidationError({name: [_("There is no such field.")] for name in sorted(unknown)})
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """Words, Markdown; what must not be empty the action says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_blank": True, "max_length": 20_000, **kwargs})
