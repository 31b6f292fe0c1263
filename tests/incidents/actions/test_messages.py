"""Messages, holds, duplicates, follow-ups: nothing that somebody wrote disappears (SPEC A4, A8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from incidents import actions
from incidents.models import Incident
from records.models import Message
from records.refusals import Changed, Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import (
    CLOSING,
    RESOLUTION,
    category,
    closed,
    code,
    confirmed,
    detected,
    in_diagnosis,
    registered,
    resolved,
)


def test_the_answer_of_the_requester_ends_the_hold_for_the_requester(cast: Cast, recorded: Any) -> None:
    held = actions.hold(in_diagnosis(cast), by=cast.by("specialist"), reason="requester", question="Which one?")
    with recorded(held, ["commented", "resumed"]):
        answered = actions.comment(held, by=cast.by("requester"), text="The left one.")
    assert not answered.is_on_hold


@pytest.mark.parametrize(("who", "reason"), [("requester", "supplier"), ("agent", "requester")])
def test_nobody_elses_word_and_no_other_hold_ends(cast: Cast, who: str, reason: str) -> None:
    held = actions.hold(in_diagnosis(cast), by=cast.by("specialist"), reason=reason, question="Which one?")
    assert actions.comment(held, by=cast.by(who), text="Hello").is_on_hold


def test_a_hold_for_the_requester_needs_a_question(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.hold(in_diagnosis(cast), by=cast.by("specialist"), reason="requester")
    assert set(refused.value.errors) == {"question"}


def test_a_message_to_a_closed_one_reopens_it_within_the_window(cast: Cast) -> None:
    assert actions.comment(closed(cast), by=cast.by("requester"), text="It is back.").state == "in_diagnosis"


def test_a_message_after_the_window_opens_a_linked_follow_up(cast: Cast) -> None:
    old = closed(cast)
    late = cast.by("requester").at_moment(timezone.now() + timedelta(days=15))
    new = actions.comment(old, by=late, text="It is back.")
    assert new.pk != old.pk
    assert (new.state, new.requester, new.service, new.description) == (
        "registered", old.requester, old.service, "It is back.",
    )  # fmt: skip
    assert new.relations_out.get().to == old
    assert Incident.objects.get(pk=old.pk).state == "closed"


def test_a_message_to_a_duplicate_reaches_its_original(cast: Cast) -> None:
    original = in_diagnosis(cast)
    double = actions.report(
        by=cast.by("colleague"),
        source="portal",
        description="Mute too.",
        requester=cast.colleague,
        service=cast.service,
    )
    merged = actions.cancel(double, by=cast.by("agent"), reason="duplicate", original=original)
    took = actions.comment(merged, by=cast.by("colleague"), text="Me too.")
    assert took == original
    assert Message.objects.about(original).latest("id").body == "Me too."
    assert list(Incident.visible_to(cast.colleague).filter(pk=original.pk)) == [original]


@pytest.mark.parametrize("verb", ["amend", "hold", "comment"])
def test_what_is_cancelled_takes_no_more_changes(cast: Cast, verb: str) -> None:
    gone = actions.cancel(registered(cast), by=cast.by("agent"), reason="not_an_incident")
    acts = {
        "amend": lambda: actions.amend(gone, by=cast.by("agent"), title="x"),
        "hold": lambda: actions.hold(gone, by=cast.by("agent"), reason="supplier"),
        "comment": lambda: actions.comment(gone, by=cast.by("agent"), text="x", internal=True),
    }
    with pytest.raises(NotNow):
        acts[verb]()


def test_a_duplicate_cannot_be_its_own_original(cast: Cast) -> None:
    incident = registered(cast)
    with pytest.raises(Invalid):
        actions.cancel(incident, by=cast.by("agent"), reason="duplicate", original=incident)


def test_the_requester_withdraws_only_while_nobody_touched_it(cast: Cast) -> None:
    assert actions.withdraw(registered(cast), by=cast.by("requester")).state == "cancelled"
    touched = actions.comment(registered(cast), by=cast.by("agent"), text="Looking.", internal=True)
    with pytest.raises(NotNow):
        actions.withdraw(touched, by=cast.by("requester"))


def test_whoever_looked_before_others_wrote_is_shown_what_is_new(cast: Cast) -> None:
    seen = registered(cast)
    actions.comment(seen, by=cast.by("requester"), text="Wait!")
    with pytest.raises(Changed) as refused:
        actions.comment(seen, by=cast.by("agent"), text="Done.", seen=seen.entry_number)
    assert [entry.kind for entry in refused.value.entries] == ["incident.commented"]


@pytest.mark.parametrize(("missing", "what"), [("requester", {"requester": None}), ("service", {"service": None})])
def test_a_report_without_the_minimum_stays_detected(cast: Cast, missing: str, what: dict[str, Any]) -> None:
    incident = detected(cast, **{"service": cast.service, **what})
    assert incident.reference is None
    with pytest.raises(Invalid) as refused:
        actions.register(incident, by=cast.by("agent"))
    assert set(refused.value.errors) == {missing}


@pytest.mark.parametrize("field", ["code", "summary", "fix", "recovery_check"])
def test_nothing_is_resolved_without_all_it_needs(cast: Cast, field: str) -> None:
    given: dict[str, Any] = {"code": code(), **RESOLUTION, field: None if field == "code" else ""}
    with pytest.raises(Invalid) as refused:
        actions.resolve(in_diagnosis(cast), by=cast.by("specialist"), **given)
    assert set(refused.value.errors) == {field}


@pytest.mark.parametrize(("field", "value"), [("evaluated", False), ("everyone_told", False), ("category", None)])
def test_a_closing_check_that_fails_keeps_it_open(cast: Cast, field: str, value: object) -> None:
    given: dict[str, Any] = {"category": category(), **CLOSING, field: value}
    with pytest.raises(Invalid) as refused:
        actions.close(confirmed(cast), by=cast.by("agent"), **given)
    assert set(refused.value.errors) == {field}


def test_a_p1_needs_its_review_before_it_closes(cast: Cast) -> None:
    by = cast.by("agent")
    incident = in_diagnosis(cast)
    incident = actions.classify(incident, by=by, kind="incident", category=category(), impact=1, urgency=1)
    incident = actions.resolve(incident, by=cast.by("specialist"), code=code(), **RESOLUTION)
    incident = actions.confirm(incident, by=cast.by("requester"))
    with pytest.raises(Invalid) as refused:
        actions.close(incident, by=by, category=category(), **CLOSING)
    assert set(refused.value.errors) == {"review"}
    actions.review(incident, by=cast.by("incident_manager"), text="Found early.")
    assert actions.close(incident, by=by, category=category(), **CLOSING).state == "closed"


def test_without_an_answer_nothing_is_closed_unless_the_policy_says_so(cast: Cast) -> None:
    with pytest.raises(NotNow):
        actions.confirm(resolved(cast), by=cast.by("agent"), how="policy")


def test_a_confirmation_by_voice_names_who_gave_it(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.confirm(resolved(cast), by=cast.by("agent"), how="voice")
    done = actions.confirm(resolved(cast), by=cast.by("agent"), how="voice", person=cast.requester)
    assert (done.confirmed_by, done.confirmed_how) == (cast.requester, "voice")


@pytest.mark.parametrize(
    ("impact", "urgency", "down", "override", "expected"),
    [
        (1, 1, False, "", "P1"), (1, 2, False, "", "P2"), (2, 2, False, "", "P3"), (3, 3, False, "", "P4"),
        (3, 3, True, "", "P1"), (1, 1, False, "P4", "P4"), (3, 3, True, "P3", "P3"),
    ],
)  # fmt: skip
def test_priority_follows_matrix_core_and_override(
    cast: Cast, impact: int, urgency: int, down: bool, override: str, expected: str
) -> None:
    incident = actions.classify(
        registered(cast, service=cast.core), by=cast.by("agent"), kind="incident", category=category(), impact=impact,
        urgency=urgency, team=cast.network, is_down_for_everyone=down, priority=override,
        reason="because" if override else "",
    )  # fmt: skip
    assert incident.priority == expected


def test_an_override_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.classify(
            registered(cast), by=cast.by("agent"), kind="incident", category=category(), impact=1, urgency=1,
            team=cast.network, priority="P4",
        )  # fmt: skip
    assert set(refused.value.errors) == {"reason"}


def test_hand_overs_are_counted_and_the_first_taker_is_not(cast: Cast) -> None:
    by = cast.by("agent")
    incident = actions.classify(
        registered(cast), by=by, kind="incident", category=category(), impact=2, urgency=2, team=cast.network
    )
    incident = actions.hand_over(incident, by=by, person=cast.specialist)
    assert (incident.handover_count, incident.team_handover_count) == (0, 0)
    incident = actions.hand_over(incident, by=by, person=cast.other_specialist, reason="Absent.")
    assert (incident.handover_count, incident.team_handover_count) == (1, 0)
    incident = actions.hand_over(incident, by=by, team=cast.desk, reason="Printer.")
    assert (incident.handover_count, incident.team_handover_count, incident.functional_level) == (2, 1, 1)


def test_in_diagnosis_the_lead_takes_what_is_handed_to_a_team(cast: Cast) -> None:
    incident = actions.hand_over(in_diagnosis(cast), by=cast.by("specialist"), team=cast.desk, reason="Printer.")
    assert incident.assignee == cast.agent


def test_a_confidential_one_is_known_to_those_named_and_nobody_else(cast: Cast) -> None:
    incident = actions.restrict(in_diagnosis(cast), by=cast.by("agent"), people=[cast.manager])
    for who in ("requester", "agent", "specialist", "manager"):
        assert Incident.visible_to(getattr(cast, who)).filter(pk=incident.pk).exists(), who
    for who in ("incident_manager", "administrator", "other_specialist", "stranger"):
        assert not Incident.visible_to(getattr(cast, who)).filter(pk=incident.pk).exists(), who
        with pytest.raises(NotAllowed):
            actions.comment(incident, by=cast.by(who), text="x", internal=True)


def request_that_needs_approval(cast: Cast) -> Incident:
    cast.service.requests_need_approval = True
    cast.service.save(update_fields=["requests_need_approval"])
    return registered(cast, kind="request")


def test_a_request_that_needs_approval_waits_for_it(cast: Cast) -> None:
    request = actions.classify(
        request_that_needs_approval(cast), by=cast.by("agent"), kind="request", category=category(), impact=3,
        urgency=3, team=cast.network,
    )  # fmt: skip
    with pytest.raises(NotNow):
        actions.start_diagnosis(request, by=cast.by("specialist"))
    with pytest.raises(NotAllowed):
        actions.approve(request, by=cast.by("requester"))
    approved = actions.approve(request, by=cast.by("service_owner"))
    assert actions.start_diagnosis(approved, by=cast.by("specialist")).state_label == "In fulfilment"
    assert str(approved).startswith("REQ-")


def test_a_request_that_is_not_approved_ends_with_the_reason(cast: Cast) -> None:
    request = request_that_needs_approval(cast)
    assert actions.refuse(request, by=cast.by("service_owner"), text="No budget.").state == "cancelled"


def test_a_change_of_details_keeps_what_was_there(cast: Cast, recorded: Any) -> None:
    incident = registered(cast)
    with recorded(incident, ["amended"]):
        changed = actions.amend(incident, by=cast.by("agent"), description="Nothing comes out.", affected_count=4)
    assert (changed.description, changed.affected_count) == ("Nothing comes out.", 4)
    assert "The printer prints nothing." in Message.objects.about(incident).get(role="previous").body
    with recorded(changed, []):
        actions.amend(changed, by=cast.by("agent"), affected_count=4)


def test_the_investigation_log_keeps_hypotheses_and_their_results(cast: Cast) -> None:
    incident = actions.log(in_diagnosis(cast), by=cast.by("specialist"), activity="hypothesis", text="The cable")
    line = incident.log_lines.get()
    actions.settle(incident, by=cast.by("specialist"), line=line, outcome="refuted")
    line.refresh_from_db()
    assert (line.outcome, line.message.body) == ("refuted", "The cable")


def test_two_are_linked_once(cast: Cast) -> None:
    one, other = registered(cast), registered(cast)
    for _turn in range(2):
        actions.link(one, by=cast.by("agent"), other=other)
    assert one.relations_out.count() == 1


def test_somebody_added_as_affected_follows_it(cast: Cast) -> None:
    incident = registered(cast)
    for _turn in range(2):
        incident = actions.add_affected(incident, by=cast.by("agent"), person=cast.colleague)
    assert incident.affected_count == 2
    assert Incident.visible_to(cast.colleague).filter(pk=incident.pk).exists()
