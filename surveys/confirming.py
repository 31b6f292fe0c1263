"""While something resolved waits for the requester's word: reminders, and what the desk's policy says then (SPEC A7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from incidents import actions
from incidents.choices import ConfirmedHow, State
from incidents.models import Incident, Policy
from notifications.recipients import Recipient
from notifications.telling import tell
from records.actors import Actor
from records.recording import begin, record
from surveys.entries import ConfirmationAwaited
from surveys.models import ConfirmationWait, SurveyPolicy

LOOK_AGAIN = timedelta(days=1)
"""After the last reminder: the desk's policy may come to say that no answer is one."""


def start(incident: Incident, at: datetime) -> None:
    """It was resolved: when the requester is asked again."""
    policy = SurveyPolicy.of(incident.service_id)
    if incident.requester_id is not None and policy is not None:
        told = {"reminders": 0, "next_at": _next(policy, 0, at)}
        ConfirmationWait.objects.update_or_create(incident=incident, defaults=told)


def end(incident: Incident) -> None:
    """They answered, or it goes on."""
    ConfirmationWait.objects.filter(incident=incident).delete()


def carry_on(incident: Incident, wait: ConfirmationWait, *, by: Actor) -> None:
    """Do what is due at a locked incident that waits: ask again, or take it as solved where the policy says so."""
    if incident.state != State.RESOLVED or incident.is_confirmed or incident.requester_id is None:
        wait.delete()
        return
    desk, policy = Policy.current(), SurveyPolicy.of(incident.service_id)
    if desk.close_without_answer and by.at >= _given_up_at(incident, desk):
        actions.confirm(incident, by=by, how=ConfirmedHow.POLICY)
        return
    if policy is not None and wait.reminders < policy.check_reminders:
        wait.reminders += 1
        _remind(incident, wait.reminders, by)
    wait.next_at = _next(policy, wait.reminders, by.at)
    wait.save(update_fields=["reminders", "next_at"])


def _next(policy: SurveyPolicy | None, reminders: int, at: datetime) -> datetime:
    if policy is not None and reminders < policy.check_reminders:
        return policy.days_after(at, policy.check_after_days)
    return at + LOOK_AGAIN


def _given_up_at(incident: Incident, desk: Policy) -> datetime:
    return (incident.resolved_at or incident.changed_at) + timedelta(days=desk.close_after_days)


def _remind(incident: Incident, number: int, by: Actor) -> None:
    begin(incident)
    entry = record(incident, ConfirmationAwaited(number=number), by=by)
    if incident.requester_id and incident.may_be_known_to(incident.requester_id):
        tell(entry, [Recipient(incident.requester_id, "confirmation_awaited")])
