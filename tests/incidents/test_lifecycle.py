"""The lifecycle as one table: every verb, from every state, for every role – allowed or refused, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from incidents import actions
from incidents.lifecycle import legal_pairs
from incidents.models import Incident
from incidents.verbs import VERBS, offers
from people.rights import ACTIVITIES
from records.refusals import NotAllowed, NotNow, OutsideAction
from tests.cast import Cast
from tests.journeys import CLOSING, RESOLUTION, STATES, category, code, confirmed, detected, in_diagnosis, resolved

NOW = {
    "register": {"detected"},
    "classify": {"registered", "classified", "in_diagnosis"},
    "start_diagnosis": {"classified"},
    "hand_over": {"classified", "in_diagnosis"},
    "hold": {"classified", "in_diagnosis"},
    "resolve": {"classified", "in_diagnosis"},
    "reject": {"resolved"},
    "confirm": {"resolved"},
    "reopen": {"closed"},
    "cancel": {"detected", "registered", "classified", "in_diagnosis"},
}
"""verb → states it is possible in, as the issue's table has it (close needs a confirmation: tested by itself)."""

WHO = {
    "register": {"requester", "agent", "incident_manager", "monitor"},
    "classify": {"agent", "specialist", "other_specialist", "monitor"},
    "start_diagnosis": {"specialist", "other_specialist", "monitor"},
    "hand_over": {"agent", "specialist", "other_specialist", "incident_manager", "monitor"},
    "hold": {"agent", "specialist", "other_specialist", "incident_manager", "monitor"},
    "resolve": {"specialist", "other_specialist", "monitor"},
    "reject": {"requester", "agent"},
    "confirm": {"requester", "agent", "incident_manager", "monitor"},
    "reopen": {"requester", "agent", "incident_manager", "monitor"},
    "cancel": {"agent", "specialist", "other_specialist", "incident_manager", "monitor"},
}
"""verb → who may, where a second-line team owns it (SPEC J1)."""

EVERYONE = [
    "requester", "colleague", "stranger", "agent", "specialist", "other_specialist", "incident_manager",
    "service_owner", "manager", "administrator", "supplier", "monitor",
]  # fmt: skip

Act = Callable[[Cast, Incident, str], Incident]


def _confirm(cast: Cast, incident: Incident, who: str) -> Incident:
    how = "portal" if who == "requester" else "voice"
    return actions.confirm(incident, by=cast.by(who), how=how, person=cast.requester)


ACTS: dict[str, Act] = {
    "register": lambda cast, it, who: actions.register(it, by=cast.by(who), service=cast.service),
    "classify": lambda cast, it, who: actions.classify(
        it, by=cast.by(who), kind="incident", category=category(), impact=1, urgency=1, team=cast.network
    ),
    "start_diagnosis": lambda cast, it, who: actions.start_diagnosis(it, by=cast.by(who), assignee=cast.specialist),
    "hand_over": lambda cast, it, who: actions.hand_over(
        it, by=cast.by(who), team=cast.desk, person=cast.agent, reason="It is a printer."
    ),
    "hold": lambda cast, it, who: actions.hold(it, by=cast.by(who), reason="supplier"),
    "resolve": lambda cast, it, who: actions.resolve(it, by=cast.by(who), code=code(), **RESOLUTION),
    "reject": lambda cast, it, who: actions.reject(it, by=cast.by(who), text="Still nothing."),
    "confirm": _confirm,
    "reopen": lambda cast, it, who: actions.reopen(it, by=cast.by(who), reason="It is back."),
    "cancel": lambda cast, it, who: actions.cancel(it, by=cast.by(who), reason="not_an_incident"),
}
ALLOWED = {
    "register": "agent", "classify": "agent", "start_diagnosis": "specialist", "hand_over": "agent", "hold": "agent",
    "resolve": "specialist", "reject": "requester", "confirm": "requester", "reopen": "agent", "cancel": "agent",
}  # fmt: skip
LEADS_TO = {
    "register": "registered", "start_diagnosis": "in_diagnosis", "resolve": "resolved", "reject": "in_diagnosis",
    "confirm": "resolved", "reopen": "in_diagnosis", "cancel": "cancelled",
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", ACTS)
def test_a_verb_is_possible_in_its_states_and_refused_in_all_others(cast: Cast, verb: str, state: str) -> None:
    incident = STATES[state](cast)
    if state in NOW[verb]:
        done = ACTS[verb](cast, incident, ALLOWED[verb])
        assert done.state == LEADS_TO.get(
            verb, "classified" if verb == "classify" and state != "in_diagnosis" else state
        )
    else:
        with pytest.raises(NotNow):
            ACTS[verb](cast, incident, ALLOWED[verb])
        assert Incident.objects.get(pk=incident.pk).entry_number == incident.entry_number


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("verb", ACTS)
def test_a_verb_is_open_to_its_roles_and_refused_to_all_others(cast: Cast, verb: str, who: str) -> None:
    incident = STATES[sorted(NOW[verb])[-1] if verb != "cancel" else "classified"](cast)
    if verb == "classify":
        incident = STATES["registered"](cast)
    if who in WHO[verb]:
        assert ACTS[verb](cast, incident, who).entry_number > incident.entry_number
    else:
        with pytest.raises(NotAllowed):
            ACTS[verb](cast, incident, who)
        assert Incident.objects.get(pk=incident.pk).entry_number == incident.entry_number


@pytest.mark.parametrize("who", [who for who in EVERYONE if who != "monitor"])
@pytest.mark.parametrize("state", STATES)
def test_pages_offer_exactly_what_the_doors_let_through(cast: Cast, state: str, who: str) -> None:
    incident = STATES[state](cast)
    offered = set(offers(incident, cast.by(who)))
    for verb in ACTS:
        assert (verb in offered) == (state in NOW[verb] and who in WHO[verb]), verb


def test_an_agent_diagnoses_and_resolves_only_where_the_first_line_owns_it(cast: Cast) -> None:
    incident = STATES["classified"](cast)
    with pytest.raises(NotAllowed):
        actions.start_diagnosis(incident, by=cast.by("agent"))
    incident = actions.hand_over(incident, by=cast.by("agent"), team=cast.desk, reason="We can do that.")
    incident = actions.start_diagnosis(incident, by=cast.by("agent"))
    incident = actions.resolve(incident, by=cast.by("agent"), code=code(), **RESOLUTION)
    assert incident.state == "resolved"


def test_a_supplier_contact_works_only_where_its_team_is_engaged(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    assert not Incident.visible_to(cast.supplier).exists()
    actions.hand_over(incident, by=cast.by("specialist"), team=cast.vendor, reason="The line is down.")
    assert list(Incident.visible_to(cast.supplier)) == [incident]
    assert "log" in offers(Incident.objects.get(pk=incident.pk), cast.by("supplier"))


def test_closing_is_refused_before_the_requester_confirmed(cast: Cast) -> None:
    with pytest.raises(NotNow):
        actions.close(resolved(cast), by=cast.by("agent"), category=category(), **CLOSING)


@pytest.mark.parametrize("state", [state for state in STATES if state != "resolved"])
def test_closing_is_refused_from_anything_but_resolved(cast: Cast, state: str) -> None:
    with pytest.raises(NotNow):
        actions.close(STATES[state](cast), by=cast.by("agent"), category=category(), **CLOSING)


@pytest.mark.parametrize("who", EVERYONE)
def test_only_agent_and_incident_manager_close(cast: Cast, who: str) -> None:
    incident = confirmed(cast)
    if who in {"agent", "incident_manager", "monitor"}:
        assert actions.close(incident, by=cast.by(who), category=category(), **CLOSING).state == "closed"
    else:
        with pytest.raises(NotAllowed):
            actions.close(incident, by=cast.by(who), category=category(), **CLOSING)


def test_a_transition_outside_a_door_is_refused(cast: Cast) -> None:
    with pytest.raises(OutsideAction):
        detected(cast).to_registered()


@pytest.mark.parametrize("old", STATES)
def test_the_database_lets_only_legal_pairs_through(cast: Cast, old: str) -> None:
    incident = STATES[old](cast)
    legal = {new for source, new in legal_pairs() if source == old}
    for new in set(STATES) - {old}:
        fields: dict[str, Any] = {"state": new, "reference": "INC-X", "owning_team": cast.desk, "assignee": cast.agent}
        fields |= {"confirmed_at": incident.detected_at}
        try:
            with transaction.atomic():
                Incident.objects.filter(pk=incident.pk).update(**fields)
                passed = True
                transaction.set_rollback(True)
        except DatabaseError:
            passed = False
        assert passed == (new in legal), f"{old} → {new}"


def test_an_incident_is_born_detected(cast: Cast) -> None:
    incident = detected(cast)
    born_resolved = Incident(source="portal", detected_at=incident.detected_at, title="x")
    born_resolved.__dict__["state"] = "resolved"
    with pytest.raises(DatabaseError), transaction.atomic():
        born_resolved.save(force_insert=True)


def test_every_verb_of_the_table_has_a_right_that_exists() -> None:
    assert {rule.activity for rule in VERBS.values()} <= set(ACTIVITIES)


KINDS = {
    "register": ["registered"], "classify": ["classified"], "start_diagnosis": ["diagnosis_started"],
    "hand_over": ["handed_over"], "hold": ["held"], "resolve": ["resolved"], "reject": ["rejected"],
    "confirm": ["confirmed"], "reopen": ["reopened"], "cancel": ["cancelled"],
}  # fmt: skip


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_appends_exactly_the_entry_it_names(cast: Cast, recorded: Any, verb: str) -> None:
    start = {"register": "detected", "classify": "registered", "start_diagnosis": "classified"}
    incident = STATES[start.get(verb, sorted(NOW[verb])[-1])](cast)
    with recorded(incident, KINDS[verb]):
        ACTS[verb](cast, incident, ALLOWED[verb])
