"""What the record says of people, and of everything an administrator keeps: added, changed, given rights."""

from django.utils.translation import gettext as _

from records.choices import Visibility
from records.entries import Kind, Names, entry_kind


@entry_kind("kept.added", visibility=Visibility.INTERNAL, icon="plus")
class Added(Kind):
    def wording(self, names: Names) -> str:
        return _("added this")


@entry_kind("kept.changed", visibility=Visibility.INTERNAL, icon="pencil")
class Changed(Kind):
    """``fields`` are the names of what changed besides the recorded fields: personal ones and relations."""

    fields: list[str]

    def wording(self, names: Names) -> str:
        return _("changed %(fields)s") % {"fields": ", ".join(self.fields)}


@entry_kind("kept.rights_changed", visibility=Visibility.INTERNAL, icon="shield-check")
class RightsChanged(Kind):
    given: list[str]
    taken: list[str]

    def wording(self, names: Names) -> str:
        return _("changed rights: given %(given)s; taken %(taken)s") % {
            "given": ", ".join(self.given) or "–",
            "taken": ", ".join(self.taken) or "–",
        }
