"""What an incident's record can say. Data are codes and ids; the wording is made in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from incidents.choices import (
    Activity,
    CancelReason,
    ConfirmedHow,
    Fix,
    HoldReason,
    Learning,
    Outcome,
    Priority,
    RecoveryCheck,
    Source,
)
from incidents.models import Category, Incident, ResolutionCode
from people.choices import Assigns
from people.models import Team, User
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind, refers_to
from services.models import Service


def _label(choices: type, code: str) -> str:
    return str(dict(choices.choices).get(code, code))  # type: ignore[attr-defined]


@entry_kind("incident.detected", icon="eye")
class Detected(Kind):
    source: str

    def wording(self, names: Names) -> str:
        return _("reported this (%(source)s)") % {"source": _label(Source, self.source)}

    def plainly(self, names: Names) -> str:
        return _("reported this")


@entry_kind("incident.registered", icon="clipboard-check")
class Registered(Kind):
    reference: str
    service: int | None = refers_to(Service, None)

    def wording(self, names: Names) -> str:
        return _("registered it as %(reference)s") % {"reference": self.reference}


@entry_kind("incident.amended", visibility=Visibility.INTERNAL, icon="pencil")
class Amended(Kind):
    fields: list[str]

    def wording(self, names: Names) -> str:
        labels = [str(Incident._meta.get_field(name).verbose_name) for name in self.fields]  # type: ignore[union-attr]
        return _("changed %(fields)s") % {"fields": ", ".join(labels)}


@dataclass(frozen=True, kw_only=True)
class _Classification(Kind):
    category: int | None = refers_to(Category)
    impact: int | None
    urgency: int | None
    priority: str
    team: int | None = refers_to(Team)
    rule: str = ""

    def _values(self, names: Names) -> dict[str, str]:
        return {
            "category": names(Category, self.category),
            "priority": _label(Priority, self.priority),
            "team": names(Team, self.team),
        }


@entry_kind("incident.classified", icon="tags")
class Classified(_Classification):
    def wording(self, names: Names) -> str:
        return _("classified it: %(category)s, %(priority)s, %(team)s") % self._values(names)

    def plainly(self, names: Names) -> str:
        return _("passed it to %(team)s") % self._values(names)


@entry_kind("incident.reclassified", icon="tags")
class Reclassified(_Classification):
    def wording(self, names: Names) -> str:
        return _("classified it again: %(category)s, %(priority)s, %(team)s") % self._values(names)

    def plainly(self, names: Names) -> str:
        return ""


@entry_kind("incident.diagnosis_started", icon="stethoscope")
class DiagnosisStarted(Kind):
    assignee: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("started the diagnosis; %(person)s has it") % {"person": names(User, self.assignee)}

    def plainly(self, names: Names) -> str:
        return _("began: %(person)s works on it") % {"person": names(User, self.assignee)}


def _chosen_by(why: dict[str, Any]) -> str:
    """Why a rule chose that person, in words."""
    rules = {
        Assigns.TURN: _("it was their turn among %(among)d who are there"),
        Assigns.LOAD: _("the least open of %(among)d who are there (%(load)d)"),
        Assigns.SKILL: _("good at it, and the least open of %(among)d such (%(load)d)"),
    }
    return rules[Assigns(why["rule"])] % why


@entry_kind("incident.handed_over", icon="arrows-exchange")
class HandedOver(Kind):
    team: int = refers_to(Team)
    person: int | None = refers_to(User, None)
    from_team: int | None = refers_to(Team, None)
    from_person: int | None = refers_to(User, None)
    level: int | None = None
    counted: bool = True
    why: dict[str, Any] | None = None

    def wording(self, names: Names) -> str:
        to = names(Team, self.team)
        if self.person:
            to = _("%(person)s (%(team)s)") % {"person": names(User, self.person), "team": to}
        if self.why:
            return f"{_('gave it to %(to)s') % {'to': to}}: {_chosen_by(self.why)}"
        return _("handed it over to %(to)s") % {"to": to} if self.counted else _("gave it to %(to)s") % {"to": to}

    def plainly(self, names: Names) -> str:
        return _("passed it to %(team)s") % {
            "team": names(User, self.person) if self.person else names(Team, self.team)
        }


@entry_kind("incident.held", icon="player-pause")
class Held(Kind):
    reason: str
    until: str | None = None

    def wording(self, names: Names) -> str:
        words = {"reason": _label(HoldReason, self.reason)}
        if self.until and (until := parse_datetime(self.until)):
            return _("put it on hold for %(reason)s until %(until)s") % {**words, "until": f"{until:%d %b %Y}"}
        return _("put it on hold for %(reason)s") % words

    def plainly(self, names: Names) -> str:
        return _("waits for %(reason)s") % {"reason": _label(HoldReason, self.reason)}


@entry_kind("incident.resumed", icon="player-play")
class Resumed(Kind):
    reason: str
    answered: bool = False

    def wording(self, names: Names) -> str:
        words = {"reason": _label(HoldReason, self.reason)}
        if self.answered:
            return _("answered, which ended the hold for %(reason)s") % words
        return _("ended the hold for %(reason)s") % words

    def plainly(self, names: Names) -> str:
        return _("answered") if self.answered else _("went on with it")


@entry_kind("incident.logged", visibility=Visibility.INTERNAL, icon="microscope")
class Logged(Kind):
    activity: str
    outcome: str
    line: int

    def wording(self, names: Names) -> str:
        return _("%(activity)s: %(outcome)s") % {
            "activity": _label(Activity, self.activity),
            "outcome": _label(Outcome, self.outcome),
        }


@entry_kind("incident.workaround_recorded", icon="bandage")
class WorkaroundRecorded(Kind):
    def wording(self, names: Names) -> str:
        return _("recorded a workaround")


@entry_kind("incident.commented", icon="message")
class Commented(Kind):
    """``seen_by`` is the entry's visibility; ``by_desk`` tells a reply from the requester's own message.

    ``mentioned`` are the people called by name.
    """

    seen_by: str
    by_desk: bool = False
    mentioned: list[int] | None = None

    def wording(self, names: Names) -> str:
        return _("wrote an internal note") if self.seen_by == Visibility.INTERNAL else _("wrote")


@entry_kind("incident.files_attached", icon="paperclip")
class FilesAttached(Kind):
    count: int

    def wording(self, names: Names) -> str:
        return _("attached %(count)d files") % {"count": self.count}


@entry_kind("incident.resolved", icon="circle-check")
class Resolved(Kind):
    resolution_code: int | None = refers_to(ResolutionCode)
    fix: str
    recovery_check: str
    article: str = ""

    def wording(self, names: Names) -> str:
        return _("resolved it (%(code)s, %(fix)s). Recovery check: %(check)s") % {
            "code": names(ResolutionCode, self.resolution_code),
            "fix": _label(Fix, self.fix),
            "check": _label(RecoveryCheck, self.recovery_check),
        }

    def plainly(self, names: Names) -> str:
        return _("solved it and checked that it works")


@entry_kind("incident.rejected", icon="rotate")
class Rejected(Kind):
    def wording(self, names: Names) -> str:
        return _("said that it is not solved")


@entry_kind("incident.confirmed", icon="thumb-up")
class Confirmed(Kind):
    how: str
    person: int | None = refers_to(User, None)

    def wording(self, names: Names) -> str:
        if self.how == ConfirmedHow.POLICY:
            return _("took it as solved without an answer, by policy")
        words = {"how": _label(ConfirmedHow, self.how), "person": names(User, self.person)}
        if self.how == ConfirmedHow.VOICE:
            return _("recorded that %(person)s confirmed the solution %(how)s") % words
        return _("confirmed the solution %(how)s") % words


@entry_kind("incident.closed", icon="lock")
class Closed(Kind):
    category: int | None = refers_to(Category)
    opened_under: int | None = refers_to(Category, None)
    learning: str
    evaluated: bool
    everyone_told: bool
    survey: bool = True

    def wording(self, names: Names) -> str:
        words = {"category": names(Category, self.category), "learning": _label(Learning, self.learning)}
        if self.opened_under and self.opened_under != self.category:
            words["opened"] = names(Category, self.opened_under)
            return _("closed it as %(category)s (opened under %(opened)s). %(learning)s") % words
        return _("closed it as %(category)s. %(learning)s") % words

    def plainly(self, names: Names) -> str:
        return _("closed it")


@entry_kind("incident.reopened", icon="lock-open")
class Reopened(Kind):
    def wording(self, names: Names) -> str:
        return _("reopened it")


@entry_kind("incident.cancelled", icon="ban")
class Cancelled(Kind):
    reason: str
    original: int | None = refers_to(Incident, None)

    def wording(self, names: Names) -> str:
        words = {"reason": _label(CancelReason, self.reason)}
        if self.original:
            return _("closed it as a duplicate of %(original)s") % {"original": names(Incident, self.original)}
        return _("cancelled it: %(reason)s") % words


@entry_kind("incident.received_duplicate", visibility=Visibility.INTERNAL, icon="copy")
class ReceivedDuplicate(Kind):
    """``affected`` is whom the merge itself added to those affected; nobody where they were among them already."""

    duplicate: int = refers_to(Incident)
    affected: int | None = None

    def wording(self, names: Names) -> str:
        return _("took over %(duplicate)s as a duplicate") % {"duplicate": names(Incident, self.duplicate)}


@entry_kind("incident.paired", visibility=Visibility.INTERNAL, icon="users-plus")
class Paired(Kind):
    person: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("asked %(person)s to work on it too") % {"person": names(User, self.person)}


@entry_kind("incident.unpaired", visibility=Visibility.INTERNAL, icon="user")
class Unpaired(Kind):
    person: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("noted that %(person)s works on it no longer") % {"person": names(User, self.person)}


@entry_kind("incident.watched", visibility=Visibility.INTERNAL, icon="eye")
class Watched(Kind):
    def wording(self, names: Names) -> str:
        return _("watches it")


@entry_kind("incident.unwatched", visibility=Visibility.INTERNAL, icon="eye")
class Unwatched(Kind):
    def wording(self, names: Names) -> str:
        return _("watches it no longer")


@entry_kind("incident.time_noted", visibility=Visibility.INTERNAL, icon="clock")
class TimeNoted(Kind):
    minutes: int

    def wording(self, names: Names) -> str:
        return _("worked on it for %(minutes)d min") % {"minutes": self.minutes}


@entry_kind("incident.unmerged", icon="arrows-split")
class Unmerged(Kind):
    original: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("took it apart from %(original)s again") % {"original": names(Incident, self.original)}

    def plainly(self, names: Names) -> str:
        return _("went on with it by itself")


@entry_kind("incident.lost_duplicate", visibility=Visibility.INTERNAL, icon="arrows-split")
class LostDuplicate(Kind):
    duplicate: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("gave %(duplicate)s back: it is no duplicate") % {"duplicate": names(Incident, self.duplicate)}


@entry_kind("incident.adopted", icon="sitemap")
class Adopted(Kind):
    parent: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("put it under %(parent)s") % {"parent": names(Incident, self.parent)}

    def plainly(self, names: Names) -> str:
        return _("found that others report the same; it is handled together")


@entry_kind("incident.released", visibility=Visibility.INTERNAL, icon="arrows-split")
class Released(Kind):
    parent: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("took it out from under %(parent)s") % {"parent": names(Incident, self.parent)}


@entry_kind("incident.child_added", visibility=Visibility.INTERNAL, icon="sitemap")
class ChildAdded(Kind):
    child: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("took %(child)s under it") % {"child": names(Incident, self.child)}


@entry_kind("incident.child_removed", visibility=Visibility.INTERNAL, icon="arrows-split")
class ChildRemoved(Kind):
    child: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("let %(child)s go") % {"child": names(Incident, self.child)}


@entry_kind("incident.child_left", visibility=Visibility.INTERNAL, icon="alert-triangle")
class ChildLeft(Kind):
    """What happened to a parent could not be done to one of its children; ``refused`` is the kind of refusal."""

    child: int = refers_to(Incident)
    refused: str

    def wording(self, names: Names) -> str:
        return _("could not do the same to %(child)s; look at it by hand") % {"child": names(Incident, self.child)}


@entry_kind("incident.split_off", visibility=Visibility.INTERNAL, icon="arrows-split")
class SplitOff(Kind):
    new: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("made %(new)s out of a message") % {"new": names(Incident, self.new)}


@entry_kind("incident.linked", visibility=Visibility.INTERNAL, icon="link")
class Linked(Kind):
    other: int = refers_to(Incident)
    relation: str

    def wording(self, names: Names) -> str:
        return _("linked it with %(other)s") % {"other": names(Incident, self.other)}


@entry_kind("incident.followed_up", icon="arrow-forward-up")
class FollowedUp(Kind):
    follow_up: int = refers_to(Incident)

    def wording(self, names: Names) -> str:
        return _("wrote again; %(follow_up)s follows this up") % {"follow_up": names(Incident, self.follow_up)}


@entry_kind("incident.approved", icon="rubber-stamp")
class Approved(Kind):
    def wording(self, names: Names) -> str:
        return _("approved the request")


@entry_kind("incident.affected_added", visibility=Visibility.INTERNAL, icon="users-plus")
class AffectedAdded(Kind):
    person: int = refers_to(User)

    def wording(self, names: Names) -> str:
        return _("added %(person)s as affected") % {"person": names(User, self.person)}


@entry_kind("incident.restricted", visibility=Visibility.INTERNAL, icon="shield-lock")
class Restricted(Kind):
    named: list[int]

    def wording(self, names: Names) -> str:
        return _("made it confidential: %(count)d people may see it") % {"count": len(self.named)}


@entry_kind("incident.unrestricted", visibility=Visibility.INTERNAL, icon="shield-off")
class Unrestricted(Kind):
    def wording(self, names: Names) -> str:
        return _("ended the confidentiality")


@entry_kind("incident.erased", visibility=Visibility.INTERNAL, icon="eraser")
class Erased(Kind):
    erased_message: int | None = None
    texts: bool = False

    def wording(self, names: Names) -> str:
        return _("erased personal text at a person's request")


@entry_kind("incident.reviewed", visibility=Visibility.INTERNAL, icon="report-search")
class Reviewed(Kind):
    def wording(self, names: Names) -> str:
        return _("recorded the post-incident review")


@entry_kind("incident.unowned", visibility=Visibility.INTERNAL, icon="user-question")
class Unowned(Kind):
    """It has stood for ``minutes`` without a team and without a person."""

    minutes: int

    def wording(self, names: Names) -> str:
        return _("told the incident managers that nobody owns it since %(minutes)d minutes") % {"minutes": self.minutes}
