from django.utils.translation import gettext as _

from records.entries import Kind, Names, entry_kind


@entry_kind("surveys.answered", icon="star")
class Answered(Kind):
    score: int

    def wording(self, names: Names) -> str:
        return _("rated it %(score)d of 5") % {"score": self.score}
