"""Kinds of entry that service levels write on an incident."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.choices import HoldReason
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind
from sla.choices import AgreementKind, Measure, StepAction, Whom


def _words(kind: str, measure: str) -> dict[str, str]:
    return {"measure": str(Measure(measure).label), "kind": AgreementKind(kind).value.upper()}


@entry_kind("sla.breached", visibility=Visibility.INTERNAL, icon="alert-triangle")
class Breached(Kind):
    """``clock`` ran out; ``late`` seconds passed before it was noticed."""

    clock: int
    kind: str
    measure: str
    late: int = 0

    def wording(self, names: Names) -> str:
        return _("says that the time for %(measure)s ran out (%(kind)s)") % _words(self.kind, self.measure)


@entry_kind("sla.step_reached", visibility=Visibility.INTERNAL, icon="hourglass")
class StepReached(Kind):
    """``percent`` of the target has passed, and ``told`` were told.

    ``passed_over`` are the levels at which nobody was there; ``off_duty``: nobody was on duty at any, they were told
    all the same.
    """

    clock: int
    kind: str
    measure: str
    percent: int
    told: list[int]
    late: int = 0
    passed_over: list[str] | None = None
    off_duty: bool = False

    def wording(self, names: Names) -> str:
        words = {**_words(self.kind, self.measure), "percent": self.percent, "count": len(self.told)}
        if not self.told:
            return (
                _("says that %(percent)s %% of the time for %(measure)s has passed; nobody was there to be told")
                % words
            )
        said = _("told %(count)s that %(percent)s %% of the time for %(measure)s has passed (%(kind)s)") % words
        if self.passed_over:
            levels = ", ".join(str(Whom(level).label) for level in self.passed_over)
            said += "; " + _("nobody was there: %(levels)s") % {"levels": levels}
        return said + ("; " + _("nobody was on duty") if self.off_duty else "")


@entry_kind("sla.step_refused", visibility=Visibility.INTERNAL, icon="ban")
class StepRefused(Kind):
    """What a step was to do could not be done: it is over by now, or nobody could take it."""

    action: str
    percent: int

    def wording(self, names: Names) -> str:
        words = {"action": StepAction(self.action).label, "percent": self.percent}
        return _("could not do what was agreed at %(percent)s %%: %(action)s") % words


@entry_kind("sla.holidays_taken", icon="calendar")
class HolidaysTaken(Kind):
    """Public holidays from ``year`` on were taken into a calendar."""

    year: int
    added: int
    removed: int

    def wording(self, names: Names) -> str:
        return _("took in the public holidays from %(year)s on (%(added)s new, %(removed)s gone)") % {
            "year": self.year, "added": self.added, "removed": self.removed,
        }  # fmt: skip


@entry_kind("sla.days_set", icon="calendar")
class DaysSet(Kind):
    """Days with hours of their own were changed: the dates, and how many."""

    dates: list[str]

    def wording(self, names: Names) -> str:
        return _("changed what is different on %(dates)s") % {"dates": ", ".join(self.dates)}


@entry_kind("sla.terms_set", icon="clock")
class TermsSet(Kind):
    """Targets as [priority, measure, minutes, days, calendar] and steps as [measure, percent, whom, person, action, team]."""

    targets: list[list[str | int | None]]
    steps: list[list[str | int | None]]

    def wording(self, names: Names) -> str:
        return _("set %(targets)s targets and %(steps)s escalation steps") % {
            "targets": len(self.targets), "steps": len(self.steps),
        }  # fmt: skip


@entry_kind("sla.stalled", visibility=Visibility.INTERNAL, icon="hourglass")
class Stalled(Kind):
    """Nothing moved for ``days`` working days, for the ``number``-th time; ``told`` were told."""

    days: int
    number: int
    told: list[int]

    def wording(self, names: Names) -> str:
        return _("told %(count)s that nothing has moved for %(days)s working days") % {
            "count": len(self.told), "days": self.days,
        }  # fmt: skip


@entry_kind("sla.reminded", icon="bell")
class Reminded(Kind):
    """Whoever is waited for was reminded, for the ``number``-th time."""

    reason: str
    number: int
    seen_by: str = Visibility.PUBLIC

    def wording(self, names: Names) -> str:
        words = {"reason": HoldReason(self.reason).label, "number": self.number}
        return _("reminded that this waits for %(reason)s (%(number)s)") % words

    def plainly(self, names: Names) -> str:
        return _("asked again for an answer")
