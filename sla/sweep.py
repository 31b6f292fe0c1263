"""The sweep: what is due at a clock is done once, whatever is killed when (SPEC B5).

A due clock is found by the partial index on ``next_check_at``, so a sweep costs what is due, not what is open. Each is
handled in a transaction of its own that locks the incident first, as every act does; a row that another worker has is
skipped. What was done and the new ``next_check_at`` are committed together: a kill before that has done nothing.
"""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta

from django.db import Error, transaction

from incidents.models import Incident
from notifications.recipients import Recipient
from notifications.telling import tell
from people.actors import machine
from people.duty import Roster
from records.actors import Actor
from records.entries import Kind
from records.recording import begin, record
from sla import clocks, escalation
from sla.choices import Status
from sla.entries import Breached, StepReached
from sla.models import Clock, EscalationStep
from sla.reckoning import reached

log = logging.getLogger(__name__)
NAME = "Clock"
BATCH, TAKEN = 400, 40
"""Of the longest overdue each worker takes some at random: two that took the first would do half their work in vain."""
AFTER_A_FAULT = timedelta(minutes=10)
LATE = timedelta(minutes=1)
"""What is noticed later than this is marked late."""


def sweep(now: datetime, *, limit: int = 5000) -> int:
    """Do what is due by ``now`` (aware); returns at how many clocks something was done. One bad row never stops it."""
    done = 0
    while done < limit:
        due = list(Clock.objects.to_check(now).values_list("pk", "incident_id")[:BATCH])
        taken = random.sample(due, min(TAKEN, len(due)))
        roster = Roster(now)
        handled = sum(_safely(clock, incident, roster) for clock, incident in taken)
        done += handled
        if not handled:
            return done
    return done


def lateness(now: datetime) -> timedelta:
    """How long the longest overdue clock has waited for the sweep; nothing where none is due."""
    first = Clock.objects.to_check(now).values_list("next_check_at", flat=True).first()
    return now - first if first else timedelta(0)


def standing(now: datetime) -> dict[str, int]:
    """How many clocks run, of them ran out already, and are due to be looked at by ``now``."""
    running = Clock.objects.filter(status=Status.RUNNING)
    return {
        "running": running.count(),
        "breached": running.exclude(breached_at=None).count(),
        "due": Clock.objects.to_check(now).count(),
    }


def _safely(clock: int, incident: int, roster: Roster) -> int:
    try:
        with transaction.atomic():
            return _handle(clock, incident, roster)
    except Exception:
        log.exception("clock %s could not be handled; it is looked at again later", clock)
        _put_off(clock, roster.at)
        return 0


def _put_off(clock: int, now: datetime) -> None:
    try:
        Clock.objects.filter(pk=clock, next_check_at__lte=now).update(next_check_at=now + AFTER_A_FAULT)
    except Error:
        log.exception("clock %s could not be put off", clock)


def _handle(pk: int, incident_id: int, roster: Roster) -> int:
    now = roster.at
    free = Incident.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
    incident = free.filter(pk=incident_id).first()
    if incident is None:
        return 0
    rows = Clock.objects.to_check(now).select_related("calendar").prefetch_related("segments")
    clock = rows.filter(pk=pk).first()
    if clock is None:
        return 0
    by = machine(NAME, moment=now)
    begin(incident)
    _breach(clock, incident, by)
    steps = clocks.steps_of(clock)
    taken = _steps(clock, incident, by, steps, roster)
    clocks.look_again(clock, incident, now, steps)
    for step in taken:  # an act sets the clocks anew: they must be as they should before it
        escalation.carry_out(step, incident, by)
    return 1


def _breach(clock: Clock, incident: Incident, by: Actor) -> None:
    if clock.is_breached or clock.due_at is None or clock.due_at > by.at:
        return
    clock.breached_at = clock.due_at
    late = _late(by.at - clock.due_at)
    record(incident, Breached(clock=clock.pk, kind=clock.kind, measure=clock.measure, late=late), by=by)


def _steps(
    clock: Clock, incident: Incident, by: Actor, steps: list[EscalationStep], roster: Roster
) -> list[EscalationStep]:
    """Every step whose share has passed and that was not taken yet, in their order."""
    calendar, ran = clock.calendar.working_time(), clocks.stretches(clock)
    coming = steps[clock.steps_done :]
    for done, step in enumerate(coming):
        moment = reached(ran, calendar, clock.amount * step.percent / 100)
        if moment is None or moment > by.at:
            return coming[:done]
        clock.steps_done += 1
        _take(step, clock, incident, by, _late(by.at - moment), roster)
    return coming


def _take(step: EscalationStep, clock: Clock, incident: Incident, by: Actor, late: int, roster: Roster) -> None:
    found = escalation.recipients(step, incident, roster)
    what: Kind = StepReached(
        clock=clock.pk, kind=clock.kind, measure=clock.measure, percent=step.percent,
        told=[person.pk for person in found.people], late=late, passed_over=found.passed_over or None,
        off_duty=found.are_off_duty,
    )  # fmt: skip
    entry = record(incident, what, by=by)
    tell(entry, [Recipient(person.pk, "time_runs_out") for person in found.people])


def _late(waited: timedelta) -> int:
    return int(waited.total_seconds()) if waited > LATE else 0
