"""What a requester can say: report, answer, confirm, reject."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import choosing
from incidents.choices import Kind
from records.fields import FilesField, MomentField


class KeyedForm(forms.Form):
    """Carries a key, so that sending it twice acts once."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class ReportForm(KeyedForm):
    """Plain questions; who the person is we know already."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.HiddenInput, required=False)
    description = forms.CharField(
        label=_("What happens?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tell us what happens, in your own words.")},
    )
    service = forms.ModelChoiceField(
        choosing.services(), label=_("What is affected?"), required=False, empty_label=_("I do not know"),
        help_text=_("If you are not sure, we find out."),
    )  # fmt: skip
    first_symptom_at = MomentField(label=_("Since when?"), required=False)
    affected = forms.ChoiceField(
        label=_("Who else has it?"), required=False, widget=forms.RadioSelect,
        choices=[("", _("I do not know")), ("1", _("Only me")), ("5", _("Some colleagues")), ("50", _("Many of us"))],
    )  # fmt: skip
    operational_impact = forms.ChoiceField(
        label=_("Can you work?"), required=False, widget=forms.RadioSelect,
        choices=[
            ("", _("Yes")),
            (_("Work goes on with difficulty"), _("With difficulty")),
            (_("Work has stopped"), _("No, work has stopped")),
        ],
    )  # fmt: skip
    files = FilesField(label=_("Pictures or files"), help_text=_("You can paste a screenshot into the text above."))  # type: ignore[assignment]

    def what(self) -> dict[str, Any]:
        """What was told, by the names ``actions.report`` takes."""
        given = self.cleaned_data
        return {
            "kind": given["kind"] or Kind.INCIDENT,
            "description": given["description"],
            "service": given["service"],
            "first_symptom_at": given["first_symptom_at"],
            "affected_count": int(given["affected"]) if given["affected"] else None,
            "details": {"operational_impact": str(given["operational_impact"])},
            "files": given["files"],
        }


class ReplyForm(KeyedForm):
    text = forms.CharField(
        label=_("Your message"), widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )  # fmt: skip
    files = FilesField(label=_("Pictures or files"))  # type: ignore[assignment]


class RejectForm(ReplyForm):
    text = forms.CharField(
        label=_("What is still wrong?"), widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tell us what is still wrong.")},
    )  # fmt: skip


class ConfirmForm(KeyedForm):
    note = forms.CharField(label=_("Anything to add?"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawForm(KeyedForm):
    text = forms.CharField(label=_("Why? (optional)"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RefuseForm(KeyedForm):
    text = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why; the requester reads it.")},
    )  # fmt: skip


class ApproveForm(KeyedForm):
    pass
