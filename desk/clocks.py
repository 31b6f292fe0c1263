"""Clocks in words: time left for lists, the whole story for the page of an incident (SPEC B3, B6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.choices import HoldReason
from incidents.models import Incident
from records.templatetags.looks import lasted
from sla.choices import APPROVAL, AgreementKind, Measure, Status
from sla.models import NEVER, Clock, Segment, Standing
from sla.reckoning import Stretch, used

RISK = 0.75
"""From this share of the time on it is shown as at risk."""


@dataclass(frozen=True)
class TimeLeft:
    """A chip: ``status`` is fine, risk, breached, paused or met; ``due`` and ``risk_from`` let the page count down by itself."""

    label: str
    status: str
    title: str = ""
    due: datetime | None = None
    risk_from: datetime | None = None


@dataclass(frozen=True)
class Part:
    """A stretch of a clock: what it did, from when to when, and how much of it counted."""

    words: str
    began: datetime
    ended: datetime | None
    counted: str


@dataclass(frozen=True)
class Told:
    """A clock with its story."""

    clock: Clock
    left: TimeLeft
    parts: list[Part]


def time_left(standing: Standing | None) -> TimeLeft | None:
    """What a list shows of an incident; nothing where nothing is due."""
    if standing is None or not standing.status:
        return None
    name = str(Measure(standing.measure).label)
    if standing.due_at >= NEVER:
        return TimeLeft(_("paused"), "paused", f"{name}: {_remaining(standing.left)}")
    return _running(name, standing.started_at or standing.due_at, standing.due_at)


def of_incident(incident: Incident) -> list[Told]:
    """Every clock of one incident: those that go on first, then what was kept or missed."""
    rows = incident.clocks.select_related("agreement", "calendar", "team").prefetch_related("segments")
    now = timezone.now()
    return [Told(clock, _left(clock), _parts(clock, now)) for clock in sorted(rows, key=_order)]


def _order(clock: Clock) -> tuple[bool, bool, int]:
    return clock.ended_at is not None, clock.kind != AgreementKind.SLA, clock.pk


def _left(clock: Clock) -> TimeLeft:
    name = str(clock.get_measure_display())
    if clock.status == Status.PAUSED:
        return TimeLeft(_paused(clock), "paused")
    if clock.status == Status.RUNNING and clock.due_at:
        return _running(name, clock.started_at, clock.due_at)
    if clock.status == Status.MISSED and clock.ended_at and clock.breached_at:
        return TimeLeft(_("missed by %(time)s") % {"time": lasted(clock.ended_at - clock.breached_at)}, "breached")
    return TimeLeft(str(clock.get_status_display()), "met" if clock.status == Status.MET else "paused")


def _running(name: str, started: datetime, due: datetime) -> TimeLeft:
    left = due - timezone.now()
    risk_from = started + (due - started) * RISK
    status = "breached" if left < timedelta(0) else "risk" if timezone.now() >= risk_from else "fine"
    return TimeLeft(_remaining(left), status, name, due, risk_from)


def worked(amount: timedelta, day: timedelta) -> str:
    """An amount of working time in its two largest units, its days as long as the calendar's."""
    days, rest = divmod(amount, day)
    if not days or day >= timedelta(days=1):
        return str(lasted(amount))
    return _("%(days)d d %(hours)d h") % {"days": days, "hours": rest // timedelta(hours=1)}


def _paused(clock: Clock) -> str:
    left = clock.left or timedelta(0)
    told = worked(abs(left), clock.calendar.working_day())
    return _("paused, %(left)s of working time left") % {"left": f"−{told}" if left < timedelta(0) else told}


def _remaining(left: timedelta | None) -> str:
    if left is None:
        return ""
    return f"−{lasted(-left)}" if left < timedelta(0) else str(lasted(left))


def _parts(clock: Clock, now: datetime) -> list[Part]:
    return [
        Part(_words(each.pause), each.began_at, each.ended_at, "" if each.pause else _counted(each, clock, now))
        for each in clock.segments.all()
    ]


def _counted(segment: Segment, clock: Clock, now: datetime) -> str:
    stretch = Stretch(segment.began_at, segment.ended_at, segment.pause)
    amount = used([stretch], clock.calendar.working_time(), segment.ended_at or max(now, segment.began_at))
    return worked(amount, clock.calendar.working_day())


def _words(pause: str) -> str:
    if not pause:
        return _("ran")
    if pause == APPROVAL:
        return _("paused until it is approved")
    if pause == "resolved":
        return _("was solved")
    return _("paused for %(reason)s") % {"reason": HoldReason(pause).label}
