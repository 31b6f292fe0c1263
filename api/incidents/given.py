"""What a program sends with each act: the parameters of the actions, under their names."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import Given, Moment, One, Other, Person, ResolutionCodeField, Step, Text
from incidents import choosing
from incidents.choices import (
    Activity,
    AutoRepair,
    ConfirmedHow,
    Fix,
    Hindrance,
    HoldReason,
    Kind,
    Learning,
    Outcome,
    Priority,
)
from incidents.choices import RecoveryCheck as Recovery
from incidents.models.priority import Axis
from incidents.verbs import CANCEL_BY_HAND

HOW = [(how.value, how.label) for how in (ConfirmedHow.PORTAL, ConfirmedHow.VOICE, ConfirmedHow.MONITOR)]
CHECKS = [each for each in Recovery.choices if each[0] != Recovery.IMPORTED]
BY_HAND = [(each.value, each.label) for each in CANCEL_BY_HAND]
ENDED = [each for each in Outcome.choices if each[0] != Outcome.OPEN]


def _choice(choices: Any, **kwargs: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices, **kwargs)


def _items(**kwargs: Any) -> serializers.ListField:
    return serializers.ListField(child=One(choosing.items()), max_length=100, **kwargs)


def _row(name: str, field: One, number: int) -> Any:
    """The row of this number among those that depend on the incident; what is wrong is said at the field's name."""
    try:
        return field.to_internal_value(number)
    except serializers.ValidationError as refused:
        raise serializers.ValidationError({name: refused.detail}) from None


class _Details(Given):
    """What can be told of an incident when it is reported, and corrected later."""

    service = One(choosing.services(), required=False, allow_null=True)
    items = _items(required=False)
    affected_count = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False, allow_null=True)
    first_symptom_at = Moment(required=False, allow_null=True)
    last_normal_at = Moment(required=False, allow_null=True)
    auto_repair = _choice(AutoRepair.choices, required=False)
    hindrance = _choice(Hindrance.choices, required=False, allow_blank=True, help_text="Whether they can work.")
    symptoms = Text()
    operational_impact = Text()
    related_systems = Text()
    chronology = Text()


class Report(_Details):
    """Who works on incidents may name another requester; everybody else reports for themselves."""

    title = Text(max_length=160)
    description = Text(required=True)
    kind = _choice(Kind.choices, required=False)
    requester = Person(required=False)


class Amendment(_Details):
    """Any of them; what is left out stays."""

    title = Text(max_length=160)
    description = Text()
    requester = Person(required=False)


class RegisterOwn(Given):
    service = One(choosing.services(), required=False)
    description = Text()
    kind = _choice(Kind.choices, required=False)


class Register(RegisterOwn):
    requester = Person(required=False)
    items = _items(required=False)


class Classify(Given):
    kind = _choice(Kind.choices)
    category = One(choosing.categories())
    impact = Step(Axis.IMPACT)
    urgency = Step(Axis.URGENCY)
    team = One(choosing.teams(), required=False)
    service = One(choosing.services(), required=False)
    is_down_for_everyone = serializers.BooleanField(required=False)
    priority = _choice(Priority.choices, required=False)
    reason = Text()


class StartDiagnosis(Given):
    assignee = Person(choosing.assignees(), required=False)


class HandOver(Given):
    team = One(choosing.teams(), required=False)
    person = Person(choosing.assignees(), required=False)
    reason = Text()


class Hold(Given):
    reason = _choice(HoldReason.choices)
    until = Moment(required=False)
    question = Text()
    note = Text()


class Log(Given):
    activity = _choice(Activity.choices)
    text = Text(required=True)
    outcome = _choice(Outcome.choices, required=False)


class Settle(Given):
    line = serializers.IntegerField(min_value=1, help_text="The `line` of its entry `incident.logged`.")
    outcome = _choice(ENDED)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The line is an open one of this incident."""
        lines = choosing.open_log_lines(self.context["incident"].pk)
        return attrs | {"line": _row("line", One(lines), attrs["line"])}


class Words(Given):
    text = Text(required=True)


class Resolve(Given):
    code = ResolutionCodeField(help_text="One of `/resolution-codes/`.")
    summary = Text(required=True, help_text="The requester reads it.")
    fix = _choice(Fix.choices)
    recovery_check = _choice(CHECKS)
    article = Text(max_length=200)


class ConfirmOwn(Given):
    note = Text()


class Confirm(ConfirmOwn):
    """Whom it concerns sends a note at most; the desk says who confirmed, and how."""

    how = _choice(HOW, required=False)
    person = Person(required=False)


class Close(Given):
    category = One(choosing.categories(), help_text="The closure category.")
    evaluated = serializers.BooleanField(help_text="No risk remains.")
    everyone_told = serializers.BooleanField()
    learning = _choice(Learning.choices)
    note = Text()


class Reopen(Given):
    reason = Text(required=True)


class Cancel(Given):
    reason = _choice(BY_HAND)
    text = Text()
    original = Other(required=False)


class Withdraw(Given):
    text = Text()


class Approve(Given):
    text = Text(help_text="The requester reads it.")


class AskApprover(Given):
    person = Person()


class AddAffected(Given):
    person = Person()


class Pair(Given):
    person = Person()


class Unpair(Given):
    person = Person()

    def get_fields(self) -> dict[str, Any]:
        """Whoever works on it now can be taken off, active or not."""
        fields = super().get_fields()
        if incident := self.context.get("incident"):
            fields["person"] = Person(choosing.partners_of(incident))
        return fields


class NoteTime(Given):
    minutes = serializers.IntegerField(min_value=1, max_value=24 * 60, help_text="Worked on it oneself.")


class Adopt(Given):
    parent = Other()  # type: ignore[assignment]


class Split(Given):
    message = serializers.IntegerField(min_value=1, help_text="A public one, after the report itself.")
    title = Text(max_length=160)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The message is one of this incident that may be split off."""
        messages = One(choosing.messages_of(self.context["incident"]))
        return attrs | {"message": _row("message", messages, attrs["message"])}


class LinkWith(Given):
    other = Other()


class Restrict(Given):
    people = serializers.ListField(child=Person(), max_length=100, required=False)


class Erase(Given):
    message = serializers.IntegerField(
        min_value=1, required=False, help_text="Without one, the texts of the incident itself."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The message is one of this incident."""
        if "message" not in attrs:
            return attrs
        messages = One(choosing.messages(self.context["incident"]))
        return attrs | {"message": _row("message", messages, attrs["message"])}


class Announce(Given):
    indonesian = Text(max_length=500, help_text="What everybody reads. One of both languages is needed.")
    english = Text(max_length=500)


class Nothing(Given):
    """No parameters."""


class Said(Given):
    text = Text(required=True)
    internal = serializers.BooleanField(required=False, help_text="A note for the desk; else everyone reads it.")


class Files(Given):
    """``multipart/form-data``. Without a text, the names of the files say what came."""

    files = serializers.ListField(child=serializers.FileField(allow_empty_file=True), min_length=1, max_length=20)
    text = Text()
    internal = serializers.BooleanField(required=False)
