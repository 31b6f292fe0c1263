"""Going on with an approval inside an act whose door is open: ask the next one, pass on, remind, decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from incidents.catalogue import approving
from incidents.catalogue.approving import Chosen
from incidents.catalogue.choices import StepState
from incidents.catalogue.entries import ApprovalAsked, ApprovalStuck
from incidents.catalogue.links import digest_of, token_of
from incidents.choices import Approval
from incidents.entries import Approved
from incidents.models import ApprovalStep, Incident, Policy
from people.actors import machine
from people.models import User
from records.actors import Actor
from records.choices import Via
from records.models import Message
from records.recording import record

NAME = "Catalogue"


def catalogue(by: Actor) -> Actor:
    """The catalogue itself as an actor, in the act of somebody; an imported past stays one, and tells nobody."""
    via = Via.IMPORT if by.via == Via.IMPORT else Via.SYSTEM
    return replace(machine(NAME, via, by.moment), correlation=by.correlation)


def ask_next(row: Incident, *, by: Actor) -> None:
    """Ask whoever comes next; after the last one the request is approved."""
    waiting = ApprovalStep.objects.filter(incident=row, standing=StepState.WAITING).select_related("meant__manager")
    for step in waiting.order_by("number"):
        chosen = approving.choose(step, row, by.at)
        if _said_already(row, chosen.person):
            _skip(step, chosen, by)
            continue
        ask(row, step, chosen, by=catalogue(by))
        return
    row.approval, row.approved_by_id = Approval.GIVEN, by.person_id
    record(row, Approved(), by=by)


def _said_already(row: Incident, person: User | None) -> bool:
    """Whether this person has approved an earlier step: asking twice would tell nobody anything."""
    given = ApprovalStep.objects.filter(incident=row, standing=StepState.GIVEN)
    return person is not None and given.filter(approver=person).exists()


def _skip(step: ApprovalStep, chosen: Chosen, by: Actor) -> None:
    step.standing, step.approver, step.why, step.decided_at = StepState.SKIPPED, chosen.person, chosen.why, by.at
    step.save(update_fields=["standing", "approver", "why", "decided_at"])


def ask(row: Incident, step: ApprovalStep, chosen: Chosen, *, by: Actor) -> None:
    """Ask this person; where there is nobody, the administrators are told, and the step waits for their choice."""
    step.standing, step.approver, step.why, step.asked_at = StepState.ASKED, chosen.person, chosen.why, by.at
    step.remind_at = None if by.via == Via.IMPORT else next_reminder(by.at)
    step.save()
    meant = step.meant_id
    if chosen.person is None:
        record(row, ApprovalStuck(step=step.pk, number=step.number, role=step.role, why=chosen.why), by=by)
        return
    step.digest = digest_of(token_of(step))
    step.save(update_fields=["digest"])
    told = ApprovalAsked(
        step=step.pk, number=step.number, role=step.role, approver=chosen.person.pk, meant=meant, why=chosen.why
    )
    record(row, told, by=by)


def pass_on(row: Incident, old: ApprovalStep, person: User, why: str, *, by: Actor) -> None:
    """Somebody else is asked instead; the first link decides nothing any more, and says so."""
    old.standing, old.remind_at = StepState.PASSED, None
    old.save(update_fields=["standing", "remind_at"])
    step = ApprovalStep(incident=row, number=old.number, role=old.role, meant_id=old.approver_id or old.meant_id)
    ask(row, step, Chosen(person, old.approver or old.meant, why), by=by)


def decide(step: ApprovalStep, state: StepState, message: Message | None, *, by: Actor) -> None:
    """Keep what was decided, by whom, and by which way."""
    step.standing, step.decided_at, step.decided_by_id, step.via = state, by.at, by.person_id, by.via
    step.note, step.remind_at = message, None
    step.save(update_fields=["standing", "decided_at", "decided_by", "via", "note", "remind_at"])


def next_reminder(at: datetime) -> datetime | None:
    """When whoever is asked is reminded; never where the policy says so."""
    days = Policy.current().approval_reminder_days
    return at + timedelta(days=days) if days else None
