"""The report, in plain questions. Only the first needs an answer; who the person is we know already (SPEC A1, A2)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents import choosing
from incidents.choices import Hindrance, Kind
from people.models import User
from portal.ticket.forms import KeyedForm
from records.fields import FilesField, MomentField

MORNING = time(8)
SINCE = [
    ("now", _("Just now")), ("hour", _("About an hour")), ("today", _("Since this morning")),
    ("yesterday", _("Since yesterday")), ("exact", _("Another time")),
]  # fmt: skip
AFFECTED = [("1", _("Only me")), ("5", _("Some colleagues")), ("50", _("Many of us"))]


class ReportForm(KeyedForm):
    """What happens; and, where the person wants to say it, whether they can work, who else has it, since when, where."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.HiddenInput, required=False)
    description = forms.CharField(
        label=_("What happens?"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000,
        error_messages={"required": _("Tell us what happens, in your own words.")},
    )  # fmt: skip
    hindrance = forms.ChoiceField(
        label=_("Can you work?"), required=False, widget=forms.RadioSelect, choices=Hindrance.choices
    )
    affected = forms.ChoiceField(
        label=_("Who else has it?"), required=False, widget=forms.RadioSelect, choices=AFFECTED
    )
    since = forms.ChoiceField(label=_("Since when?"), required=False, widget=forms.RadioSelect, choices=SINCE)
    first_symptom_at = MomentField(label=_("Exactly since"), required=False)
    service = forms.ModelChoiceField(
        choosing.services(), label=_("What is affected?"), required=False, empty_label=_("I do not know"),
        help_text=_("If you are not sure, we find out."),
    )  # fmt: skip
    item = forms.ModelChoiceField(
        choosing.items().none(), label=_("Which of your devices?"), required=False, widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip
    files = FilesField(label=_("Pictures or files"), help_text=_("You can paste a screenshot into the text above."))  # type: ignore[assignment]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (self.data.get("kind") or self.initial.get("kind")) == Kind.REQUEST:
            self.fields["description"].label = _("What do you need?")
            self.fields["description"].error_messages["required"] = _("Tell us what you need, in your own words.")
            self.fields["service"].label = _("What is it for?")
        self.fields["item"].queryset = choosing.items().filter(owner=user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever says «another time» says which; whoever typed a time means it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            given.get("since") == "exact"
            and not given.get("first_symptom_at")
            and "first_symptom_at" not in self.errors
        ):
            self.add_error("first_symptom_at", _("Say since when, or choose another answer."))
        return given

    def what(self) -> dict[str, Any]:
        """What was told, by the names ``actions.report`` takes."""
        given = self.cleaned_data
        return {
            "kind": given["kind"] or Kind.INCIDENT,
            "description": given["description"],
            "service": given["service"],
            "items": [given["item"]] if given["item"] else [],
            "first_symptom_at": given["first_symptom_at"] or began(given["since"], timezone.localtime()),
            "affected_count": int(given["affected"]) if given["affected"] else None,
            "hindrance": given["hindrance"],
            "files": given["files"],
        }


def began(answer: str, now: datetime) -> datetime | None:
    """The moment that a plain answer means, as near as it can be known; «morning» is eight, or midnight before that."""
    morning = datetime.combine(now.date(), MORNING, now.tzinfo)
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    return {
        "now": now,
        "hour": now - timedelta(hours=1),
        "today": morning if morning <= now else midnight,
        "yesterday": morning - timedelta(days=1),
    }.get(answer)
