"""What is said about a follow-up."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from desk.people import PersonField
from surveys.models import FollowUp


class SeenForm(forms.Form):
    """``seen`` is the number of the last entry the person saw."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, follow_up: FollowUp) -> None:
        super().__init__(data, initial={"seen": follow_up.entry_number})

    def acknowledge(self, number: int) -> None:
        """The person is shown what others did up to this entry: sent again, the form knows of it."""
        typed = cast("QueryDict", self.data).copy()
        typed["seen"] = str(number)
        self.data = typed


class DoneForm(SeenForm):
    outcome = forms.CharField(
        label=_("What was done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you heard, and what will be better. The one who rated does not read it."),
    )  # fmt: skip


class GiveForm(SeenForm):
    owner = PersonField(label=_("Owner"), help_text=_("Name or e-mail."))
