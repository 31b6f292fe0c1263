"""Kinds of entry that surveys write: on an incident, and on a follow-up. Of an anonymous answer there is none."""

from django.utils.translation import gettext as _

from people.models import User
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind, refers_to


@entry_kind("surveys.answered", icon="star")
class Answered(Kind):
    score: int

    def wording(self, names: Names) -> str:
        return _("rated it %(score)d of 5") % {"score": self.score}


@entry_kind("surveys.taken_back", visibility=Visibility.INTERNAL, icon="rotate")
class TakenBack(Kind):
    """Two links of one mail were followed by themselves and said different things: neither counts."""

    score: int

    def wording(self, names: Names) -> str:
        return _("took the rating %(score)d back: the links of the mail were followed by a machine") % {
            "score": self.score
        }


@entry_kind("surveys.asked_again", visibility=Visibility.INTERNAL, icon="bell")
class AskedAgain(Kind):
    number: int

    def wording(self, names: Names) -> str:
        return _("asked again for a rating (%(number)d)") % {"number": self.number}


@entry_kind("surveys.confirmation_awaited", icon="bell")
class ConfirmationAwaited(Kind):
    """The requester was asked again whether it works, for the ``number``-th time."""

    number: int

    def wording(self, names: Names) -> str:
        return _("asked again whether it works (%(number)d)") % {"number": self.number}

    def plainly(self, names: Names) -> str:
        return _("asked again whether it works")


@entry_kind("surveys.follow_up_opened", visibility=Visibility.INTERNAL, icon="flag")
class FollowUpOpened(Kind):
    owner: int | None = refers_to(User, None)

    def wording(self, names: Names) -> str:
        if self.owner is None:
            return _("opened a follow-up for which there is nobody yet")
        return _("asked %(person)s to follow it up") % {"person": names(User, self.owner)}


@entry_kind("surveys.follow_up_given", visibility=Visibility.INTERNAL, icon="user")
class FollowUpGiven(Kind):
    owner: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("gave it to %(person)s") % {"person": names(User, self.owner)}


@entry_kind("surveys.follow_up_overdue", visibility=Visibility.INTERNAL, icon="bell")
class FollowUpOverdue(Kind):
    number: int

    def wording(self, names: Names) -> str:
        return _("reminded that it is overdue (%(number)d)") % {"number": self.number}


@entry_kind("surveys.follow_up_done", visibility=Visibility.INTERNAL, icon="circle-check")
class FollowUpDone(Kind):
    def wording(self, names: Names) -> str:
        return _("said what was done about it")
