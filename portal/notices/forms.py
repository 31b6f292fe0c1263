"""How a person wishes to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.occasions import OCCASIONS, Group, MailMode, Occasion

if TYPE_CHECKING:
    from notifications.actions import Preferences


@dataclass(frozen=True)
class Row:
    """One occasion with its two fields."""

    label: Any
    mail: forms.BoundField
    bell: forms.BoundField


class HowForm(forms.Form):
    """A mail mode and a bell for each occasion this person can meet, quiet hours, the hour of the daily mail."""

    digest_at = forms.TimeField(
        label=_("Daily mail at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    quiet_from = forms.TimeField(
        label=_("No mail from"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Mail that comes in these hours is sent when they end. Running out of time is told at once."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, now: Preferences, is_staff: bool) -> None:
        times = ("digest_at", "quiet_from", "quiet_until")
        super().__init__(data, initial={name: getattr(now, name) for name in times})
        self.groups_offered = [Group.CONCERNED, Group.APPROVER, *([Group.DESK] if is_staff else [])]
        self.kept = now
        for each in self._offered():
            self._ask(each)

    def groups(self) -> list[tuple[Any, list[Row]]]:
        """The occasions under their headings."""
        return [(group.label, [self._row(each) for each in self._offered(group)]) for group in self.groups_offered]

    def times(self) -> list[forms.BoundField]:
        """The fields about hours."""
        return [self[name] for name in ("quiet_from", "quiet_until", "digest_at")]

    def chosen(self) -> dict[str, Any]:
        """What the action takes; what this person cannot see here stays as it was."""
        told = self.cleaned_data
        offered = [each.code for each in self._offered()]
        return {
            "mail": {**self.kept.mail, **{code: told[f"mail_{code}"] for code in offered}},
            "silent": {*set(self.kept.silent).difference(offered), *(c for c in offered if not told[f"bell_{c}"])},
            **{name: told[name] for name in ("digest_at", "quiet_from", "quiet_until")},
        }

    def _offered(self, *groups: str) -> list[Occasion]:
        return [each for each in OCCASIONS.values() if each.group in (groups or self.groups_offered)]

    def _ask(self, each: Occasion) -> None:
        modes = [(mode.value, mode.label) for mode in MailMode if mode in each.modes]
        self.fields[f"mail_{each.code}"] = forms.ChoiceField(
            label=_("Mail"), choices=modes, initial=self.kept.mode(each.code)
        )
        self.fields[f"bell_{each.code}"] = forms.BooleanField(
            label=_("Bell"), required=False, initial=self.kept.rings(each.code)
        )

    def _row(self, each: Occasion) -> Row:
        return Row(each.label, self[f"mail_{each.code}"], self[f"bell_{each.code}"])
