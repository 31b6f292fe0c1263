"""Reminders while on hold, and the end of a hold whose time has come (SPEC A12). Kept by reactions, done by the sweep."""

from __future__ import annotations

from datetime import datetime, timedelta

from incidents import actions
from incidents.choices import HoldReason
from incidents.models import Incident
from notifications.recipients import Recipient
from notifications.telling import tell
from people.actors import machine
from records.actors import Actor
from records.models import Entry
from records.recording import begin, record
from records.sweeping import safely
from sla.entries import Reminded
from sla.models import HoldRule, Waiting

NAME = "Clock"
AFTER_A_FAULT = timedelta(hours=1)


def start(incident: Incident, at: datetime) -> None:
    """A hold began: when the first reminder is due, or when the time it was held until comes."""
    rule = HoldRule.objects.filter(reason=incident.hold_reason, is_active=True).select_related("calendar").first()
    next_at = _next(incident, rule, at)
    if next_at is not None:
        Waiting.objects.update_or_create(incident=incident, defaults={"rule": rule, "reminders": 0, "next_at": next_at})


def end(incident: Incident) -> None:
    """The hold is over."""
    Waiting.objects.filter(incident=incident).delete()


def sweep(now: datetime, *, limit: int = 1000) -> int:
    """Do what is due at holds by ``now``; returns at how many. One bad row never stops it."""
    due = list(Waiting.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", flat=True)[:limit])
    later = now + AFTER_A_FAULT
    return sum(
        safely(_handle, pk, now, put_off=lambda pk: Waiting.objects.filter(pk=pk).update(next_at=later)) for pk in due
    )


def _handle(pk: int, now: datetime) -> int:
    incident = Incident.objects.select_for_update(no_key=True, of=("self",), skip_locked=True).filter(pk=pk).first()
    waiting = Waiting.objects.filter(pk=pk, next_at__lte=now).select_related("rule__calendar").first()
    if incident is None or waiting is None:
        return 0
    by = machine(NAME, moment=now)
    rule = waiting.rule
    if _is_over(incident, waiting, now):
        actions.resume(incident, by=by)
        _tell(Entry.objects.about(incident).reverse()[0], "hold_ended", incident.assignee_id)
    elif rule is not None:
        _remind(incident, waiting, rule, by)
    return 1


def _is_over(incident: Incident, waiting: Waiting, now: datetime) -> bool:
    """The time it was held until has come, or every reminder went out in vain."""
    if incident.hold_until and incident.hold_until <= now:
        return True
    return waiting.rule is not None and waiting.reminders >= waiting.rule.times and waiting.rule.then_resume


def _remind(incident: Incident, waiting: Waiting, rule: HoldRule, by: Actor) -> None:
    """The requester is asked again; anybody else is asked by whoever has the incident."""
    waiting.reminders += 1
    asks_requester = rule.reason == HoldReason.REQUESTER
    begin(incident)
    seen_by = "public" if asks_requester else "internal"
    entry = record(incident, Reminded(reason=rule.reason, number=waiting.reminders, seen_by=seen_by), by=by)
    person = incident.requester_id if asks_requester else incident.assignee_id
    _tell(entry, "answer_awaited" if asks_requester else "check_awaited", person)
    following = _next(incident, rule, by.at)
    if following is None or (waiting.reminders >= rule.times and not rule.then_resume and not incident.hold_until):
        waiting.delete()
    else:
        waiting.next_at = following
        waiting.save(update_fields=["reminders", "next_at"])


def _next(incident: Incident, rule: HoldRule | None, at: datetime) -> datetime | None:
    """What comes first: the next reminder, or the time it is held until."""
    moments = [rule.next_after(at)] if rule else []
    if incident.hold_until and incident.hold_until > at:
        moments.append(incident.hold_until)
    return min(moments, default=None)


def _tell(entry: Entry, occasion: str, person: int | None) -> None:
    if person is not None:
        tell(entry, [Recipient(person, occasion)])
