"""What is due is done once, whatever is killed when: found by partial indexes, each in a transaction that locks the incident first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from incidents.models import Incident
from notifications.recipients import Recipient
from notifications.telling import tell
from people.actors import machine
from records.actors import Actor
from records.models import Entry
from records.recording import begin, record
from surveys import asking, confirming, judging
from surveys.entries import AskedAgain, FollowUpOverdue
from surveys.models import ConfirmationWait, FollowUp, Invitation, SurveyPolicy

log = logging.getLogger(__name__)
NAME = "Surveys"
AFTER_A_FAULT = timedelta(hours=1)
OVERDUE_EVERY = timedelta(days=1)
OVERDUE_TIMES = 3


def sweep(now: datetime, *, limit: int = 1000) -> int:
    """Do what is due by ``now`` (aware); returns at how many rows. One bad row never stops the rest."""
    invitations = list(Invitation.objects.due(now).values_list("pk", "incident_id")[:limit])
    waits = list(ConfirmationWait.due(now).values_list("pk", "pk")[:limit])
    done = sum(_safely(Invitation, pk, incident, now, _invitation) for pk, incident in invitations)
    done += sum(_safely(ConfirmationWait, pk, incident, now, _wait) for pk, incident in waits)
    overdue = list(FollowUp.objects.due(now).values_list("pk", "invitation__incident")[:limit])
    return done + sum(_safely(FollowUp, pk, incident, now, _overdue) for pk, incident in overdue)


def _safely(model: Any, pk: int, incident: int, now: datetime, handle: Callable[[int, Incident, Actor], None]) -> int:
    try:
        with transaction.atomic():
            free = Incident.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
            row = free.filter(pk=incident).first()
            if row is None:
                return 0
            handle(pk, row, machine(NAME, moment=now))
    except Exception:
        log.exception("%s %s could not be handled; it is looked at again later", model.__name__, pk)
        model.objects.filter(pk=pk).update(next_at=now + AFTER_A_FAULT)
        return 0
    return 1


def _invitation(pk: int, incident: Incident, by: Actor) -> None:
    """Judge what was answered, send what waits to be sent, remind of what was not answered."""
    locked = Invitation.objects.select_for_update(no_key=True, of=("self",)).select_related("person", "agent")
    row = locked.filter(pk=pk, next_at__lte=by.at).first()
    if row is None:
        return
    row.incident = incident
    policy = SurveyPolicy.of(row.service_id)
    row.next_at = None
    if row.score is not None:
        judging.judge(row, by=by)
    elif policy is not None and asking.is_still_asked(row, by.at):
        _write_to(row, policy, by)
    row.save(update_fields=["next_at", "reminders", "sent_at"])


def _write_to(row: Invitation, policy: SurveyPolicy, by: Actor) -> None:
    if row.sent_at is None:
        closing = Entry.objects.about(row.incident).filter(kind="incident.closed").last()
        if closing is not None:
            asking.send(row, policy, closing, by.at)
    elif row.reminders < policy.reminders:
        row.reminders += 1
        begin(row.incident)
        entry = record(row.incident, AskedAgain(number=row.reminders), by=by)
        tell(entry, [Recipient(row.person_id, "survey_reminder")])
        row.next_at = policy.reminded_at(by.at, row.reminders)


def _wait(pk: int, incident: Incident, by: Actor) -> None:
    wait = ConfirmationWait.objects.filter(pk=pk, next_at__lte=by.at).first()
    if wait is not None:
        confirming.carry_on(incident, wait, by=by)


def _overdue(pk: int, incident: Incident, by: Actor) -> None:
    """Its owner is reminded, a few times; then the list alone says so."""
    row = FollowUp.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk, next_at__lte=by.at).first()
    if row is None:
        return
    begin(row)
    row.reminders += 1
    row.next_at = by.at + OVERDUE_EVERY if row.reminders < OVERDUE_TIMES else None
    entry = record(row, FollowUpOverdue(number=row.reminders), by=by, also=["next_at"])
    if row.owner_id:
        tell(entry, [Recipient(row.owner_id, "follow_up_overdue")])
