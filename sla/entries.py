"""Kinds of entry that service levels write on an incident."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.choices import HoldReason
from records.choices import Visibility
from records.entries import Kind, Names, entry_kind
from sla.choices import AgreementKind, Measure


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
    """``percent`` of the target has passed, and ``told`` were told."""

    clock: int
    kind: str
    measure: str
    percent: int
    told: list[int]
    late: int = 0

    def wording(self, names: Names) -> str:
        words = {**_words(self.kind, self.measure), "percent": self.percent, "count": len(self.told)}
        if not self.told:
            return (
                _("says that %(percent)s %% of the time for %(measure)s has passed; nobody was there to be told")
                % words
            )
        return _("told %(count)s that %(percent)s %% of the time for %(measure)s has passed (%(kind)s)") % words


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
    """Targets as [priority, measure, minutes, days, calendar] and steps as [measure, percent, whom, person]."""

    targets: list[list[str | int | None]]
    steps: list[list[str | int | None]]

    def wording(self, names: Names) -> str:
        return _("set %(targets)s targets and %(steps)s escalation steps") % {
            "targets": len(self.targets), "steps": len(self.steps),
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
