"""What a program sends with each act on an article: the parameters of the actions, under their names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.fields import Given, One, Person, Text
from incidents import choosing
from knowledge.choices import Kind, Readers
from knowledge.given import LONGEST, LONGEST_TAG, MOST_TAGS
from people.models.user import Language


def _rows(rows: Any) -> serializers.ListField:
    return serializers.ListField(child=One(rows), max_length=50, required=False)


class Writing(Given):
    """Any of them; what is left out stays."""

    title = Text(max_length=LONGEST["title"])
    summary = Text(max_length=LONGEST["summary"])
    body = Text(max_length=LONGEST["body"])
    note = Text(max_length=LONGEST["note"], help_text="What changed, for whoever reviews it.")
    language = serializers.ChoiceField(Language.choices, required=False)
    kind = serializers.ChoiceField(Kind.choices, required=False)
    readers = serializers.ChoiceField(Readers.choices, required=False)
    teams = _rows(choosing.teams())
    services = _rows(choosing.services())
    category = One(choosing.categories(), required=False, allow_null=True)
    tags = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_TAG), max_length=MOST_TAGS, required=False
    )
    owner = Person(required=False)


class Rating(Given):
    is_helpful = serializers.BooleanField()
    why = Text(max_length=2000)


class SendToReview(Given):
    reviewer = Person(required=False)
    note = Text(max_length=5000)


class Why(Given):
    why = Text(max_length=5000, required=True)


class Publish(Given):
    review_on = serializers.DateField(required=False, allow_null=True)
    acknowledged = serializers.BooleanField(required=False, help_text="Personal data in it may be told.")


class Restore(Given):
    """``version`` is the number of a version; the newest one without it."""

    default_error_messages = {"none": _("There is no such choice.")}
    version = serializers.IntegerField(min_value=1, max_value=999_999, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "version" not in attrs:
            return attrs
        found = self.context["article"].versions.filter(number=attrs["version"]).first()
        if found is None:
            raise serializers.ValidationError({"version": [self.error_messages["none"]]})
        return {**attrs, "version": found}


class Translate(Given):
    language = serializers.ChoiceField(Language.choices)


class SetReview(Given):
    review_on = serializers.DateField(allow_null=True)
