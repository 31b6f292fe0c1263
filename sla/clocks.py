"""Starting, stopping and setting clocks. Called by reactions and the sweep, always with the incident locked (B3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from incidents.choices import OPEN_STATES, State
from incidents.models import Incident
from people.actors import machine
from records.recording import record
from sla.agreements import Term, known, terms_of
from sla.choices import APPROVAL, AgreementKind, Measure, Status
from sla.entries import Breached
from sla.models import NEVER, Clock, EscalationStep, Segment, Standing
from sla.reckoning import Stretch, reached, used

NAME = "Clock"
TERMS = ("agreement", "priority", "minutes", "days", "calendar", "team", "service", "organisation")
STANDING = ("due_at", "measure", "status", "left", "started_at", "is_breached")
STANDS = ("status", "due_at", "left", "breached_at", "ended_at", "next_check_at")


def set_by_terms(incident: Incident, at: datetime, *, anew: bool = False) -> None:
    """Give the incident the clocks its agreements promise, reckoned from the beginning; end those no longer promised.

    What goes on runs or pauses as the incident's hold says. ``anew`` reckons also where the terms read the same: the
    hours of a calendar changed.
    """
    if incident.state not in OPEN_STATES or incident.state == State.DETECTED:
        return
    wanted = {term.key: term for term in terms_of(incident, at)}
    going = {(clock.kind, clock.measure): clock for clock in _going(incident)}
    for key, clock in going.items():
        if key not in wanted:
            _end(clock, incident, at, Status.CANCELLED)
        elif clock.kind != AgreementKind.SLA and clock.agreement_id != wanted[key].agreement.pk:
            _end(clock, incident, at)
    kept = {key: clock for key, clock in going.items() if clock.ended_at is None}
    over = _measures_that_are_over(incident)
    for key, term in wanted.items():
        if key in kept:
            _retarget(kept[key], term, incident, at, anew=anew)
        elif key not in over or term.agreement.kind != AgreementKind.SLA:
            _start(term, incident, at)
    stand(incident, at)


def meet(incident: Incident, measures: Iterable[str], at: datetime) -> None:
    """What these clocks promised has been done."""
    wanted = set(measures)
    for clock in _going(incident):
        if clock.measure in wanted:
            _end(clock, incident, at)
    stand(incident, at)


def updated(incident: Incident, at: datetime) -> None:
    """The requester heard of us: response and update are met, and the time of the next update begins."""
    told = [clock for clock in _going(incident) if clock.measure in (Measure.RESPONSE, Measure.UPDATE)]
    for clock in told:
        _end(clock, incident, at)
    if any(clock.measure == Measure.UPDATE for clock in told):
        _start_update(incident, at)
    if told:
        stand(incident, at)


def go_on(incident: Incident, at: datetime) -> None:
    """It came back: the resolution goes on with the time it has used, and updates are due again."""
    last = Clock.objects.filter(incident=incident, kind=AgreementKind.SLA, measure=Measure.RESOLUTION).last()
    if last is not None and last.status in (Status.MET, Status.MISSED):
        ended = last.ended_at or at
        Segment.objects.create(clock=last, began_at=ended, ended_at=at, pause="resolved")
        Segment.objects.create(clock=last, began_at=at)
        last.ended_at, last.status = None, Status.RUNNING
        _turn(last, incident, at)
        _reckon(last, at)
    _start_update(incident, at)
    stand(incident, at)


def end_all(incident: Incident, at: datetime, status: str = "") -> None:
    """Nothing is promised any more."""
    for clock in _going(incident):
        _end(clock, incident, at, status)
    stand(incident, at)


def look_again(clock: Clock, incident: Incident, at: datetime, steps: list[EscalationStep]) -> None:
    """After the sweep did what was due at a running clock: when to look the next time, and where the incident stands."""
    clock.next_check_at = _next_check(clock, stretches(clock), steps)
    clock.save(update_fields=["breached_at", "steps_done", "next_check_at"])
    stand(incident, at)


def stand(incident: Incident, at: datetime) -> None:
    """Keep the incident's standing in step with its clocks: what breaches next, or what is left while it pauses."""
    clocks = list(Clock.objects.going().filter(incident=incident, kind=AgreementKind.SLA))
    running = [clock for clock in clocks if clock.due_at is not None]
    paused = [clock for clock in clocks if clock.due_at is None]
    next_one = min(running, key=_due, default=None) or max(paused, key=lambda clock: clock.measure, default=None)
    row = Standing(
        incident=incident,
        due_at=(next_one.due_at if next_one else None) or NEVER,
        measure=next_one.measure if next_one else "",
        status=next_one.status if next_one else "",
        left=next_one.left if next_one else None,
        started_at=next_one.started_at if next_one else None,
        is_breached=any(clock.is_breached for clock in clocks),
    )
    Standing.objects.bulk_create([row], update_conflicts=True, unique_fields=["incident"], update_fields=STANDING)


def stand_nowhere(incident: Incident) -> None:
    """A new incident has a standing from its first moment on."""
    Standing.objects.bulk_create([Standing(incident=incident, due_at=NEVER)], ignore_conflicts=True)


def steps_of(clock: Clock) -> list[EscalationStep]:
    """The escalation steps of a clock, the smallest share first."""
    steps = known()[clock.agreement_id].steps.all()
    return sorted((step for step in steps if step.measure == clock.measure), key=lambda step: (step.percent, step.pk))


def stretches(clock: Clock) -> list[Stretch]:
    """What the clock did so far."""
    return [Stretch(each.began_at, each.ended_at, each.pause) for each in clock.segments.all()]


def _due(clock: Clock) -> datetime:
    return clock.due_at or NEVER


def _going(incident: Incident) -> list[Clock]:
    rows = Clock.objects.going().filter(incident=incident).order_by("pk")
    return list(rows.select_related("calendar", "agreement").prefetch_related("segments"))


def _measures_that_are_over(incident: Incident) -> set[tuple[str, str]]:
    done = Clock.objects.filter(incident=incident, status__in=(Status.MET, Status.MISSED)).exclude(
        measure=Measure.UPDATE
    )
    return set(done.values_list("kind", "measure"))


def _start_update(incident: Incident, at: datetime) -> None:
    for term in terms_of(incident, at):
        if term.key == (AgreementKind.SLA, Measure.UPDATE):
            _start(term, incident, at, since=at)


def _start(term: Term, incident: Incident, at: datetime, since: datetime | None = None) -> None:
    """SLA clocks count from the registration, those of a team or supplier from when it got the incident."""
    is_sla = term.agreement.kind == AgreementKind.SLA
    began = since or (incident.registered_at if is_sla else at) or at
    clock = Clock(incident=incident, kind=term.agreement.kind, measure=term.target.measure, started_at=began)
    _take_terms(clock, term, incident)
    clock.save()
    pause = term.agreement.pause(clock.measure, incident)
    since_then = incident.held_at if pause and pause != APPROVAL else None
    if since_then and since_then > began:
        Segment.objects.create(clock=clock, began_at=began, ended_at=since_then)
        Segment.objects.create(clock=clock, began_at=since_then, pause=pause)
    else:
        Segment.objects.create(clock=clock, began_at=began, pause=pause)
    _reckon(clock, at)


def _take_terms(clock: Clock, term: Term, incident: Incident) -> None:
    target = term.target
    clock.agreement, clock.priority, clock.calendar = term.agreement, target.priority, target.calendar
    clock.minutes, clock.days = target.minutes, target.days
    clock.team, clock.service = incident.owning_team, incident.service
    clock.organisation_id = incident.requester.organisation_id if incident.requester else None


def _retarget(clock: Clock, term: Term, incident: Incident, at: datetime, *, anew: bool) -> None:
    before = _terms(clock)
    _take_terms(clock, term, incident)
    is_other = _terms(clock) != before
    if is_other:
        clock.save(update_fields=TERMS)
    if _turn(clock, incident, at) or is_other or anew:
        _reckon(clock, at)


def _terms(clock: Clock) -> tuple[object, ...]:
    owners = (clock.team_id, clock.service_id, clock.organisation_id)
    return clock.agreement_id, clock.priority, clock.minutes, clock.days, clock.calendar_id, owners


def _turn(clock: Clock, incident: Incident, at: datetime) -> bool:
    """Begin a new stretch where the hold asks for another one than goes on now; whether it did."""
    reason = clock.agreement.pause(clock.measure, incident)
    if stretches(clock)[-1].pause == reason:
        return False
    Segment.objects.filter(clock=clock, ended_at=None).update(ended_at=at)
    Segment.objects.create(clock=clock, began_at=at, pause=reason)
    _forget(clock)
    return True


def _reckon(clock: Clock, at: datetime) -> None:
    """Set what follows from the stretches: status, due time, what is left, and when to look again.

    That it ran out is for the sweep to find and record; here a breach is only taken back or moved.
    """
    calendar, ran = clock.calendar.working_time(), stretches(clock)
    amount = clock.amount
    due = reached(ran, calendar, amount)
    is_paused = bool(ran[-1].pause)
    clock.status = Status.PAUSED if is_paused else Status.RUNNING
    clock.due_at = None if is_paused else due
    clock.left = amount - used(ran, calendar, at) if is_paused else None
    clock.breached_at = due if clock.is_breached and due is not None and due < at else None
    clock.next_check_at = None if is_paused else _next_check(clock, ran, steps_of(clock))
    clock.save(update_fields=STANDS)


def _next_check(clock: Clock, ran: list[Stretch], steps: list[EscalationStep]) -> datetime | None:
    """The earliest of the breach and the next escalation step, of those that did not come yet."""
    calendar, amount = clock.calendar.working_time(), clock.amount
    coming = steps[clock.steps_done :][:1]
    moments = [reached(ran, calendar, amount * step.percent / 100) for step in coming]
    if not clock.is_breached:
        moments.append(clock.due_at)
    return min((moment for moment in moments if moment is not None), default=None)


def _end(clock: Clock, incident: Incident, at: datetime, status: str = "") -> None:
    """Stop for good: met or missed as the due time says, unless ``status`` says otherwise.

    Where it ran out and the sweep had not come yet, the record says so now: afterwards nothing would.
    """
    Segment.objects.filter(clock=clock, ended_at=None).update(ended_at=at)
    _forget(clock)
    due = reached(stretches(clock), clock.calendar.working_time(), clock.amount)
    ran_out = due is not None and due < at
    is_news = ran_out and not clock.is_breached and status != Status.CANCELLED
    clock.breached_at = due if ran_out else clock.breached_at
    clock.status = status or (Status.MISSED if clock.is_breached else Status.MET)
    clock.ended_at, clock.next_check_at, clock.left = at, None, None
    clock.save(update_fields=STANDS)
    if is_news:
        record(incident, Breached(clock=clock.pk, kind=clock.kind, measure=clock.measure), by=machine(NAME, moment=at))


def _forget(clock: Clock) -> None:
    """Read the segments anew when they are next asked for."""
    getattr(clock, "_prefetched_objects_cache", {}).pop("segments", None)
