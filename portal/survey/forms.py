"""What somebody says about how it went."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys import rating
from surveys.choices import Score
from surveys.models import Answer, Wording

SCORES = list(Score.choices)


class RateForm(forms.Form):
    """The score of the one click, the further questions in the words that were shown, a comment."""

    score = forms.TypedChoiceField(coerce=int, choices=SCORES, error_messages={"required": _("Choose 1 to 5.")})
    comment = forms.CharField(
        label=_("Anything to add?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    works = forms.BooleanField(label=_("And it works: I confirm the solution"), required=False)

    def __init__(self, data: Any = None, *, answer: Answer | None = None) -> None:
        super().__init__(data, initial={"comment": answer.comment if answer else ""})
        self.asked = rating.further(answer)
        self.overall = rating.overall()

    def what(self) -> dict[str, Any]:
        """What the action takes: only what was sent, so that one click changes one thing."""
        told: dict[str, Any] = {"score": self.cleaned_data["score"], "wording": self.overall, "parts": self.parts()}
        if "comment" in self.data:
            told["comment"] = self.cleaned_data["comment"]
        return told

    def parts(self) -> dict[Wording, int | None]:
        """The scores of the further questions, by the very words they were shown in."""
        sent = {
            int(name.removeprefix("part_")): value
            for name, value in self.data.items()
            if name.startswith("part_") and name.removeprefix("part_").isdecimal() and len(name) < 15
        }
        known = rating.shown(set(sent))
        return {known[pk]: int(value) for pk, value in sent.items() if pk in known and value in map(str, Score.values)}
