"""Every verb: a body that does it, a body that does not, and the same rights as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from api.incidents.acts import ACTS, WRITTEN
from incidents import actions
from incidents.models import Incident, LogLine
from incidents.verbs import VERBS, offers
from records.models import Message
from tests.api.conftest import Program, fresh
from tests.cast import Cast
from tests.journeys import STATES, category, classified, closed, confirmed, detected, in_diagnosis, registered, resolved

PEOPLE = ["requester", "colleague", "stranger", "agent", "specialist", "other_specialist", "incident_manager", "service_owner", "manager", "administrator", "supplier"]  # fmt: skip
Case = tuple[str, Callable[[Cast], Incident], Callable[[Cast, Incident], dict[str, Any]]]


def request_to_approve(cast: Cast) -> Incident:
    type(cast.service).objects.filter(pk=cast.service.pk).update(requests_need_approval=True)
    cast.service.refresh_from_db()
    return registered(cast, kind="request")


def restricted(cast: Cast) -> Incident:
    return actions.restrict(classified(cast), by=cast.by("agent"))


def with_a_line(cast: Cast) -> Incident:
    return actions.log(in_diagnosis(cast), by=cast.by("specialist"), activity="hypothesis", text="The spooler.")


def paired(cast: Cast) -> Incident:
    return actions.pair(in_diagnosis(cast), by=cast.by("specialist"), person=cast.other_specialist)


def watched(cast: Cast) -> Incident:
    return actions.watch(classified(cast), by=cast.by("agent"))


def adopted(cast: Cast) -> Incident:
    return actions.adopt(registered(cast), by=cast.by("agent"), parent=registered(cast))


def merged(cast: Cast) -> Incident:
    return actions.cancel(registered(cast), by=cast.by("agent"), reason="duplicate", original=registered(cast))


def announced(cast: Cast) -> Incident:
    return actions.announce(in_diagnosis(cast), by=cast.by("agent"), english="The printers of floor 3 are mute.")


def answered(cast: Cast) -> Incident:
    return actions.comment(registered(cast), by=cast.by("requester"), text="And the scanner is mute too.")


def held(cast: Cast) -> Incident:
    return actions.hold(in_diagnosis(cast), by=cast.by("specialist"), reason="parts")


DONE: dict[str, Case] = {
    "register": ("agent", lambda cast: detected(cast), lambda cast, it: {"service": cast.service.pk}),
    "classify": ("agent", registered, lambda cast, it: {"kind": "incident", "category": category().pk, "impact": 1, "urgency": 2, "team": cast.network.pk}),
    "start_diagnosis": ("specialist", classified, lambda cast, it: {"assignee": "specialist@cast.example"}),
    "hand_over": ("specialist", in_diagnosis, lambda cast, it: {"team": cast.desk.pk, "reason": "Not ours."}),
    "hold": ("specialist", in_diagnosis, lambda cast, it: {"reason": "requester", "question": "Which floor?"}),
    "resume": ("specialist", held, lambda cast, it: {}),
    "log": ("specialist", in_diagnosis, lambda cast, it: {"activity": "action", "text": "Restarted it."}),
    "settle": ("specialist", with_a_line, lambda cast, it: {"line": LogLine.objects.get().pk, "outcome": "confirmed"}),
    "record_workaround": ("specialist", in_diagnosis, lambda cast, it: {"text": "Use the other one."}),
    "resolve": ("specialist", in_diagnosis, lambda cast, it: {"code": "fixed", "summary": "New cable.", "fix": "permanent", "recovery_check": "tested"}),
    "confirm": ("requester", resolved, lambda cast, it: {"note": "Thanks."}),
    "reject": ("requester", resolved, lambda cast, it: {"text": "Still mute."}),
    "close": ("agent", confirmed, lambda cast, it: {"category": category().pk, "evaluated": True, "everyone_told": True, "learning": "draft"}),
    "reopen": ("agent", closed, lambda cast, it: {"reason": "It is back."}),
    "cancel": ("agent", registered, lambda cast, it: {"reason": "duplicate", "original": registered(cast).handle}),
    "withdraw": ("requester", detected, lambda cast, it: {}),
    "approve": ("service_owner", request_to_approve, lambda cast, it: {}),
    "refuse": ("service_owner", request_to_approve, lambda cast, it: {"text": "Too dear."}),
    "ask_approver": ("administrator", request_to_approve, lambda cast, it: {"person": cast.manager.pk}),
    "add_affected": ("agent", registered, lambda cast, it: {"person": cast.colleague.pk}),
    "take": ("specialist", classified, lambda cast, it: {}),
    "assign": ("agent", classified, lambda cast, it: {}),
    "pair": ("specialist", in_diagnosis, lambda cast, it: {"person": "other_specialist@cast.example"}),
    "unpair": ("specialist", paired, lambda cast, it: {"person": cast.other_specialist.pk}),
    "watch": ("agent", classified, lambda cast, it: {}),
    "unwatch": ("agent", watched, lambda cast, it: {}),
    "note_time": ("specialist", in_diagnosis, lambda cast, it: {"minutes": 25}),
    "adopt": ("agent", registered, lambda cast, it: {"parent": registered(cast).handle}),
    "release": ("agent", adopted, lambda cast, it: {}),
    "unmerge": ("agent", merged, lambda cast, it: {}),
    "split": ("agent", answered, lambda cast, it: {"message": Message.objects.about(it).last().pk, "title": "Scanner"}),
    "link": ("agent", registered, lambda cast, it: {"other": registered(cast).handle}),
    "announce": ("agent", in_diagnosis, lambda cast, it: {"english": "The printers of floor 3 are mute."}),
    "end_announcement": ("agent", announced, lambda cast, it: {}),
    "join": ("agent", announced, lambda cast, it: {}),
    "restrict": ("agent", registered, lambda cast, it: {"people": [cast.specialist.pk]}),
    "unrestrict": ("agent", restricted, lambda cast, it: {}),
    "review": ("incident_manager", closed, lambda cast, it: {"text": "We were quick."}),
    "erase": ("administrator", registered, lambda cast, it: {}),
}  # fmt: skip


def test_every_verb_has_an_address_or_is_carried_out_elsewhere() -> None:
    assert set(VERBS) - set(ACTS) == WRITTEN | {"amend"}
    assert set(ACTS) == set(DONE)


@pytest.mark.parametrize("verb", ACTS)
def test_a_verb_acts_once_and_answers_with_the_incident_after_it(cast: Cast, program: Any, verb: str) -> None:
    who, made, body = DONE[verb]
    incident = made(cast)
    speaker, address, sent = program(who), f"incidents/{incident.handle}/actions/{verb}/", body(cast, incident)
    answer = speaker.post(address, sent, Idempotency_Key="one")
    assert answer.status_code == 200, answer.json()
    after = Incident.objects.get(pk=incident.pk)
    assert after.entry_number == incident.entry_number + 1
    shown = Incident.objects.get(Incident.by_handle(answer.json()["handle"]))
    assert (shown.pk == incident.pk) != (verb == "split")
    assert answer["ETag"] == f'"{shown.entry_number}"' and answer.json()["state"] == shown.state
    again = speaker.post(address, sent, Idempotency_Key="one")
    assert (again.status_code, again.json()) == (200, answer.json())
    assert Incident.objects.get(pk=incident.pk).entry_number == after.entry_number


@pytest.mark.parametrize("verb", [verb for verb in ACTS if ACTS[verb].given().fields])
def test_a_verb_says_what_is_wrong_with_its_body_and_does_nothing(cast: Cast, program: Any, verb: str) -> None:
    who, made, _body = DONE[verb]
    incident = made(cast)
    answer = program(who).post(f"incidents/{incident.handle}/actions/{verb}/", {"nonsense": 1})
    assert (answer.status_code, "nonsense" in answer.json()["errors"]) == (422, True)
    wrong = {name: {"a": ["deep", None]} for name in ACTS[verb].given().fields}
    assert program(who).post(f"incidents/{incident.handle}/actions/{verb}/", wrong).status_code == 422
    assert Incident.objects.get(pk=incident.pk).entry_number == incident.entry_number


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", STATES)
def test_programs_may_exactly_what_pages_offer(cast: Cast, program: Any, state: str, who: str) -> None:
    incident = STATES[state](cast)
    speaker: Program = program(who)
    user = fresh(cast, who)
    visible = Incident.visible_to(user)
    listed = [row["handle"] for row in speaker.get("incidents/").json()["results"]]
    assert listed == [row.handle for row in visible]
    answer = speaker.get(f"incidents/{incident.handle}/actions/")
    if not visible.exists():
        assert answer.status_code == 404
        for verb in ACTS:
            assert speaker.post(f"incidents/{incident.handle}/actions/{verb}/").status_code == 404
        return
    expected = offers(incident, cast.by(who))
    assert [offer["verb"] for offer in answer.json()["results"]] == expected
    for verb, act in ACTS.items():
        if act.rule not in expected:
            refused = speaker.post(f"incidents/{incident.handle}/actions/{verb}/")
            assert refused.status_code in (403, 409), verb
    if "amend" not in expected:
        assert speaker.patch(f"incidents/{incident.handle}/", {"title": "x"}, If_Match="*").status_code in (403, 409)
    assert Incident.objects.get(pk=incident.pk).entry_number == incident.entry_number


def test_whom_it_concerns_confirms_and_registers_for_themselves_only(cast: Cast, requester: Program) -> None:
    told = {"how": "voice", "person": "colleague@cast.example"}
    answer = requester.post(f"incidents/{resolved(cast).handle}/actions/confirm/", told)
    assert (answer.status_code, sorted(answer.json()["errors"])) == (422, ["how", "person"])
    answer = requester.post(f"incidents/{detected(cast).handle}/actions/register/", {"requester": cast.colleague.pk})
    assert (answer.status_code, sorted(answer.json()["errors"])) == (422, ["requester"])


def test_an_offer_says_where_to_send_it(cast: Cast, agent: Program) -> None:
    incident = registered(cast)
    for offer in agent.get(f"incidents/{incident.handle}/actions/").json()["results"]:
        answer = agent(offer["method"].lower(), offer["url"].removeprefix("/api/v1/"), {"nonsense": 1})
        assert answer.status_code in (422, 428, 200), offer


def test_an_action_on_a_version_that_is_not_the_newest_is_refused(cast: Cast, specialist: Program) -> None:
    incident = in_diagnosis(cast)
    address, tag = f"incidents/{incident.handle}/actions/log/", f'"{incident.entry_number}"'
    actions.comment(incident, by=cast.by("agent"), text="Any news?", internal=True)
    line = {"activity": "action", "text": "Restarted."}
    answer = specialist.post(address, line, If_Match=tag)
    assert (answer.status_code, [each["actor"] for each in answer.json()["since"]]) == (412, ["Budi Santoso"])
    assert specialist.post(address, line).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"impact": 50}, {"urgency": 0}, {"impact": "x"}, {"category": 0}, {"priority": "P9"}]
)
def test_a_classification_takes_only_what_can_be_chosen(cast: Cast, agent: Program, wrong: dict[str, Any]) -> None:
    body = {"kind": "incident", "category": category().pk, "impact": 1, "urgency": 2, "team": cast.network.pk}
    answer = agent.post(f"incidents/{registered(cast).handle}/actions/classify/", body | wrong)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, list(wrong))


def test_what_a_state_forbids_is_said(cast: Cast, agent: Program) -> None:
    answer = agent.post(f"incidents/{closed(cast).handle}/actions/hold/", {"reason": "parts"})
    assert (answer.status_code, "Closed" in answer.json()["detail"]) == (409, True)


def test_what_leaves_ones_sight_is_answered_with_nothing_also_when_asked_again(cast: Cast, program: Any) -> None:
    incident = actions.hand_over(
        in_diagnosis(cast), by=cast.by("specialist"), team=cast.vendor, reason="The line is down."
    )
    supplier = program("supplier")
    address = f"incidents/{incident.handle}/actions/hand_over/"
    back = {"team": cast.network.pk, "reason": "The line is fine."}
    assert supplier.post(address, back, Idempotency_Key="back").status_code == 204
    assert supplier.post(address, back, Idempotency_Key="back").status_code == 204
    assert supplier.get(f"incidents/{incident.handle}/").status_code == 404
