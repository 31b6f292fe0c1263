"""Carrying the steps of one case out through the actions: same order, original times, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from incidents import actions
from incidents.choices import ConfirmedHow, Fix, Kind, Learning, RecoveryCheck, Source
from incidents.importing.reading import Case, Row
from incidents.importing.steps import Step
from incidents.importing.world import World
from incidents.models import Incident, SourceKey
from records.actors import Actor

SOURCE = "servicenow"
CONTACT = {"phone": Source.PHONE, "email": Source.MAIL, "self service": Source.PORTAL, "direct opening": Source.SELF}
MADE_SLA = {"true": "It made its SLA there.", "false": "It did not make its SLA there."}
CLOSED_BY_RULE = "Closed by the five-day rule of the source system; no answer of the requester is on record."


def replay(case: Case, steps: list[Step], world: World) -> Incident:
    """One incident from its steps. Either all of it is there afterwards, or nothing."""
    with transaction.atomic():
        incident = _detect(case.rows[0], steps[0], world)
        SourceKey.objects.create(source=SOURCE, key=case.number, incident=incident)
        for step in steps[1:]:
            incident = ACTS[step.verb](incident, step, world.actor(step.actor, step.at), world)
    return incident


def _detect(row: Row, step: Step, world: World) -> Incident:
    requester = world.requester(row["caller_id"]) if row["caller_id"] else None
    actor = world.actor(step.actor, step.at)
    return actions.detect(
        by=actor.for_person(requester.pk) if requester else world.machine(step.at),
        source=CONTACT.get(row["contact_type"].lower(), Source.PHONE),
        title=" · ".join(part for part in (row["subcategory"], row["u_symptom"]) if part) or row["number"],
        description=_description(row),
        requester=requester,
        service=world.service(row["category"]),
        items=[world.item(row["cmdb_ci"])] if row["cmdb_ci"] else [],
    )


def _description(row: Row) -> str:
    told = {
        "Number": row["number"],
        "Location": row["location"],
        "Symptom": row["u_symptom"],
        "Category": " › ".join(part for part in (row["category"], row["subcategory"]) if part),
    }
    return "\n".join(f"- {name}: {value}" for name, value in told.items() if value)


def _register(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.register(incident, by=by)


def _classify(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    impact, urgency = world.level(step.what["impact"]), world.level(step.what["urgency"])
    override = world.override(impact, urgency, step.what["priority"])
    return actions.classify(
        incident,
        by=by,
        kind=Kind.INCIDENT,
        category=world.category(step.what["category"], step.what["subcategory"]),
        impact=impact,
        urgency=urgency,
        team=incident.owning_team or world.team(step.what["team"]),
        priority=override,
        reason="As in the source system." if override else "",
    )


def _start_diagnosis(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    person = world.specialist(step.what["person"]) if step.what["person"] else world.team(step.what["team"]).lead
    return actions.start_diagnosis(incident, by=by, assignee=person)


def _hand_over(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    team = world.team(step.what["team"])
    person = world.specialist(step.what["person"]) if step.what["person"] else incident.assignee
    if person is None and incident.assignee_id is None and team == incident.owning_team:
        return incident
    return actions.hand_over(incident, by=by, team=team, person=person, reason="As in the source system.")


def _hold(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.hold(incident, by=by, reason=step.what["reason"], question="Asked in the source system.")


def _resume(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.resume(incident, by=by)


def _resolve(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.resolve(
        incident,
        by=by,
        code=world.resolution_code(step.what["code"]),
        summary="Resolved in the source system.",
        fix=Fix.PERMANENT,
        recovery_check=RecoveryCheck.IMPORTED,
    )


def _reject(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.reject(incident, by=by, text="Taken up again in the source system.")


def _reopen(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.reopen(incident, by=by, reason="Reopened in the source system.")


def _confirm(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    return actions.confirm(incident, by=by, how=ConfirmedHow.POLICY, note=CLOSED_BY_RULE)


def _close(incident: Incident, step: Step, by: Actor, world: World) -> Incident:
    """Whether it made its SLA is what the source said at closing: reported, never used to judge a clock."""
    return actions.close(
        incident,
        by=by,
        category=incident.category,
        evaluated=True,
        everyone_told=True,
        learning=Learning.NOTHING_NEW,
        note=" ".join(filter(None, ("Closed in the source system.", MADE_SLA.get(step.what["made_sla"])))),
    )


ACTS: dict[str, Callable[[Incident, Step, Actor, World], Incident]] = {
    "register": _register,
    "classify": _classify,
    "start_diagnosis": _start_diagnosis,
    "hand_over": _hand_over,
    "hold": _hold,
    "resume": _resume,
    "resolve": _resolve,
    "reject": _reject,
    "reopen": _reopen,
    "confirm": _confirm,
    "close": _close,
}
