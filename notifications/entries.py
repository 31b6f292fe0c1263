"""What the record says about being told."""

from __future__ import annotations

from django.utils.translation import gettext as _

from records.choices import Visibility
from records.entries import Kind, Names, entry_kind


@entry_kind("notifications.preferences_set", visibility=Visibility.INTERNAL, icon="bell")
class PreferencesSet(Kind):
    """A person decided how they are told; what they chose is theirs."""

    def wording(self, names: Names) -> str:
        return _("chose how to be told")
