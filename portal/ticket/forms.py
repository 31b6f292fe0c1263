"""What a requester can say: report, answer, confirm, reject."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from records.fields import FilesField


class KeyedForm(forms.Form):
    """Carries a key, so that sending it twice acts once."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


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
