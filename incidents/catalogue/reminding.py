"""Approvals that wait: reminders, standing in for who went away, and telling the administrators (SPEC A11, A12)."""

from __future__ import annotations

from datetime import datetime, timedelta

from incidents.catalogue import approving
from incidents.catalogue.asking import NAME, next_reminder, pass_on
from incidents.catalogue.choices import StepState, Why
from incidents.catalogue.entries import ApprovalReminded, ApprovalStuck
from incidents.choices import OPEN_STATES, Approval
from incidents.models import ApprovalStep, Incident
from people.actors import machine
from people.duty import absence_of
from people.models import User
from records.actors import Actor
from records.recording import begin, record
from records.sweeping import safely

AFTER_A_FAULT = timedelta(hours=1)
IN_VAIN = 3
"""After so many reminders without an answer the administrators are told, each time."""


def sweep(now: datetime, *, limit: int = 500) -> int:
    """Remind whoever is due by ``now``; returns of how many. One bad row never stops it."""
    due = ApprovalStep.objects.filter(standing=StepState.ASKED, remind_at__lte=now).order_by("remind_at")
    return sum(
        safely(
            _handle,
            pk,
            now,
            put_off=lambda pk: ApprovalStep.objects.filter(pk=pk).update(remind_at=now + AFTER_A_FAULT),
        )
        for pk in list(due.values_list("pk", flat=True)[:limit])
    )


def _handle(pk: int, now: datetime) -> int:
    free = Incident.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
    row = free.filter(approval_steps=pk).first()
    step = ApprovalStep.objects.filter(pk=pk, standing=StepState.ASKED, remind_at__lte=now).first()
    if row is None or step is None:
        return 0
    if row.state not in OPEN_STATES or row.approval != Approval.ASKED:
        ApprovalStep.objects.filter(pk=pk).update(remind_at=None)
        return 0
    begin(row)
    stand_in = _stand_in(step, row, now)
    by = machine(NAME, moment=now)
    if stand_in is not None:
        pass_on(row, step, stand_in[0], stand_in[1], by=by)
    else:
        _remind(row, step, by)
    return 1


def _stand_in(step: ApprovalStep, row: Incident, now: datetime) -> tuple[User, str] | None:
    """Who is asked instead of somebody who went away or may not decide any more, and why; None while they can."""
    person = step.approver
    if person is not None and approving.may_be_asked(person, row) and not absence_of(person, now):
        return None
    chosen = approving.choose(ApprovalStep(meant=person or step.meant), row, now)
    if chosen.person is None or chosen.person == person:
        return None
    return chosen.person, chosen.why


def _remind(row: Incident, step: ApprovalStep, by: Actor) -> None:
    step.reminders += 1
    step.remind_at = next_reminder(by.at)
    step.save(update_fields=["reminders", "remind_at"])
    if step.approver_id is not None:
        told = ApprovalReminded(step=step.pk, times=step.reminders, approver=step.approver_id)
        record(row, told, by=by)
    if step.approver_id is None or step.reminders >= IN_VAIN:
        why = step.why if step.approver_id is None else Why.MEANT
        record(row, ApprovalStuck(step=step.pk, number=step.number, role=step.role, why=why), by=by)
