"""The story of a clock, act by act: it starts, pauses, goes on, is met, breached or cancelled (SPEC B1, B3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incidents import actions
from incidents.models import Incident
from records.actors import Actor
from services.models import Service
from sla.actions import StepRow, TargetRow, set_terms
from sla.durations import parse
from sla.models import NEVER, Agreement, Calendar, Clock, Standing
from sla.sweep import sweep
from tests.cast import Cast
from tests.journeys import CLOSING, RESOLUTION, category, code

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


class Story:
    """One incident, told act by act at given times."""

    def __init__(self, cast: Cast, **what: Any) -> None:
        self.cast = cast
        self.incident = self._report(what)

    def _report(self, what: dict[str, Any]) -> Incident:
        by = self.by("agent" if what.get("source") == "phone" else "requester", FRIDAY)
        told = {"source": "portal", "description": "Mute.", "service": self.cast.service, **what}
        if told["source"] == "phone":
            by = by.for_person(self.cast.requester.pk)
        return actions.report(by=by, requester=self.cast.requester, **told)

    def by(self, name: str, at: datetime) -> Actor:
        return self.cast.by(name).at_moment(at)

    def classify(self, at: datetime, impact: int = 2, urgency: int = 2) -> None:
        self.incident = actions.classify(
            self.incident, by=self.by("agent", at), kind="incident", category=category(), impact=impact,
            urgency=urgency, team=self.cast.network,
        )  # fmt: skip

    def act(self, verb: str, name: str, at: datetime, **what: Any) -> None:
        self.incident = getattr(actions, verb)(self.incident, by=self.by(name, at), **what)

    def work(self, at: datetime) -> None:
        self.act("start_diagnosis", "specialist", at)

    def resolve(self, at: datetime) -> None:
        self.act("resolve", "specialist", at, code=code(), **RESOLUTION)

    def clock(self, measure: str, kind: str = "sla") -> Clock:
        found = Clock.objects.filter(incident=self.incident, kind=kind, measure=measure).last()
        assert found is not None
        return found


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def test_until_it_is_classified_it_counts_as_the_agreement_says(story: Story) -> None:
    clock = story.clock("response")
    assert (clock.priority, clock.due_at, clock.status) == ("P3", FRIDAY + 4 * HOUR, "running")
    assert story.clock("resolution").due_at == datetime(2026, 11, 25, 9, tzinfo=FRIDAY.tzinfo)


def test_a_higher_priority_is_reckoned_from_the_beginning(story: Story) -> None:
    story.classify(FRIDAY + 20 * MINUTE, impact=1, urgency=1)
    assert story.clock("resolution").due_at == FRIDAY + 4 * HOUR
    sweep(FRIDAY + 20 * MINUTE)
    response = story.clock("response")
    assert (response.due_at, response.breached_at) == (FRIDAY + 15 * MINUTE, FRIDAY + 15 * MINUTE)


def test_a_breach_is_taken_back_where_the_priority_was_wrong(story: Story) -> None:
    story.classify(FRIDAY + 20 * MINUTE, impact=1, urgency=1)
    sweep(FRIDAY + 20 * MINUTE)
    assert story.clock("response").is_breached
    story.classify(FRIDAY + 25 * MINUTE)
    assert story.clock("response").breached_at is None


def test_a_call_that_an_agent_took_is_an_answer(cast: Cast) -> None:
    called = Story(cast, source="phone").clock("response")
    assert (called.status, called.ended_at) == ("met", FRIDAY)


@pytest.mark.parametrize(("verb", "what", "status"), [
    ("comment", {"text": "We look at it."}, "met"),
    ("comment", {"text": "For us.", "internal": True}, "running"),
    ("record_workaround", {"text": "Use the other one."}, "met"),
    ("hold", {"reason": "requester", "question": "Which?"}, "met"),
    ("hold", {"reason": "supplier"}, "running"),
])  # fmt: skip
def test_only_what_a_person_tells_the_requester_is_a_first_response(
    story: Story, verb: str, what: dict[str, Any], status: str
) -> None:
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + 2 * MINUTE)
    story.act(verb, "specialist" if verb == "record_workaround" else "agent", FRIDAY + 10 * MINUTE, **what)
    assert story.clock("response").status == status


def test_what_the_requester_adds_is_no_answer(story: Story) -> None:
    story.act("comment", "requester", FRIDAY + MINUTE, text="It smokes.")
    assert story.clock("response").status == "running"


def test_a_late_answer_is_missed_and_one_at_the_due_instant_is_in_time(cast: Cast) -> None:
    for late, status in ((timedelta(0), "met"), (timedelta(microseconds=1), "missed")):
        story = Story(cast)
        story.act("comment", "agent", FRIDAY + 4 * HOUR + late, text="We look at it.")
        assert story.clock("response").status == status


def test_waiting_for_the_requester_pauses_the_resolution_and_shows_what_is_left(story: Story) -> None:
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + HOUR)
    story.act("hold", "specialist", FRIDAY + 2 * HOUR, reason="requester", question="Which?")
    clock = story.clock("resolution")
    assert (clock.status, clock.due_at, clock.left, clock.next_check_at) == ("paused", None, 25 * HOUR, None)
    story.act("comment", "requester", FRIDAY + 3 * HOUR, text="That one.")
    clock = story.clock("resolution")
    assert (clock.status, clock.due_at) == ("running", datetime(2026, 11, 25, 10, tzinfo=FRIDAY.tzinfo))
    told = [(each.pause, each.began_at, each.ended_at) for each in clock.segments.all()]
    assert told == [
        ("", FRIDAY, FRIDAY + 2 * HOUR), ("requester", FRIDAY + 2 * HOUR, FRIDAY + 3 * HOUR),
        ("", FRIDAY + 3 * HOUR, None),
    ]  # fmt: skip


def test_waiting_for_something_not_agreed_pauses_nothing(story: Story) -> None:
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + HOUR)
    story.act("hold", "specialist", FRIDAY + 2 * HOUR, reason="parts")
    assert story.clock("resolution").status == "running"


def test_pauses_are_carried_over_when_the_priority_changes(story: Story) -> None:
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + HOUR)
    story.act("hold", "specialist", FRIDAY + 2 * HOUR, reason="supplier")
    story.classify(FRIDAY + 150 * MINUTE, impact=1, urgency=1)
    assert story.clock("resolution").left == 2 * HOUR
    story.act("resume", "specialist", FRIDAY + 3 * HOUR)
    assert story.clock("resolution").due_at == FRIDAY + 5 * HOUR


def test_a_solution_meets_the_clock_and_a_rejection_lets_it_go_on_with_the_time_used(story: Story) -> None:
    story.classify(FRIDAY + MINUTE, impact=1, urgency=1)
    story.work(FRIDAY + HOUR)
    story.resolve(FRIDAY + 3 * HOUR)
    assert story.clock("resolution").status == "met"
    assert Standing.objects.get(incident=story.incident).due_at == NEVER
    story.act("reject", "requester", FRIDAY + 20 * HOUR, text="No.")
    clock = story.clock("resolution")
    assert (clock.status, clock.due_at) == ("running", FRIDAY + 21 * HOUR)
    story.resolve(FRIDAY + 21 * HOUR)
    assert story.clock("resolution").status == "met"
    assert Clock.objects.filter(incident=story.incident, measure="resolution").count() == 1


def test_what_was_missed_stays_missed_when_it_comes_back(story: Story) -> None:
    story.classify(FRIDAY + MINUTE, impact=1, urgency=1)
    story.work(FRIDAY + HOUR)
    story.resolve(FRIDAY + 6 * HOUR)
    story.act("reject", "requester", FRIDAY + 7 * HOUR, text="No.")
    story.resolve(FRIDAY + 8 * HOUR)
    clock = story.clock("resolution")
    assert (clock.status, clock.breached_at) == ("missed", FRIDAY + 4 * HOUR)


def test_each_update_begins_the_time_of_the_next(story: Story) -> None:
    story.classify(FRIDAY + MINUTE, impact=1, urgency=1)
    assert story.clock("update").due_at == FRIDAY + 30 * MINUTE
    story.act("comment", "agent", FRIDAY + 20 * MINUTE, text="We are on it.")
    story.act("comment", "agent", FRIDAY + 60 * MINUTE, text="Still.")
    told = Clock.objects.filter(incident=story.incident, measure="update").order_by("pk")
    assert [(clock.status, clock.due_at) for clock in told] == [
        ("met", FRIDAY + 30 * MINUTE), ("missed", FRIDAY + 50 * MINUTE), ("running", FRIDAY + 90 * MINUTE),
    ]  # fmt: skip


def test_what_was_no_incident_promises_nothing(story: Story) -> None:
    story.act("cancel", "agent", FRIDAY + 9 * HOUR, reason="not_an_incident")
    assert set(Clock.objects.filter(incident=story.incident).values_list("status", flat=True)) == {"cancelled"}


def test_what_is_over_is_never_rewritten(story: Story) -> None:
    story.act("comment", "agent", FRIDAY + HOUR, text="We look at it.")
    story.classify(FRIDAY + 2 * HOUR, impact=1, urgency=1)
    response = story.clock("response")
    assert (response.status, response.priority) == ("met", "P3")


def test_closing_leaves_the_clocks_as_they_were(story: Story) -> None:
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + HOUR)
    story.resolve(FRIDAY + 2 * HOUR)
    story.act("confirm", "requester", FRIDAY + 3 * HOUR)
    story.act("close", "agent", FRIDAY + 4 * HOUR, category=category(), **CLOSING)
    assert story.clock("resolution").ended_at == FRIDAY + 2 * HOUR


def agreement(cast: Cast, name: str, **what: Any) -> Agreement:
    row = Agreement.objects.create(name=name, **what)
    office = Calendar.objects.get(name="Round the clock")
    targets = [TargetRow(priority, "resolution", parse("2 h"), office) for priority in ("P1", "P2", "P3", "P4")]
    return set_terms(row, by=cast.by("administrator"), targets=targets, steps=[StepRow("resolution", 50, "assignee")])


def test_the_most_specific_agreement_in_force_wins(cast: Cast) -> None:
    organisation = cast.requester.organisation
    agreement(cast, "Company", organisation=organisation)
    agreement(cast, "Service", service=cast.service)
    agreement(cast, "Both", service=cast.service, organisation=organisation)
    agreement(cast, "Both, ended", service=cast.service, organisation=organisation, valid_until="2026-11-19")
    agreement(cast, "Both, later", service=cast.service, organisation=organisation, valid_from="2026-11-21")
    assert Story(cast).clock("resolution").agreement.name == "Both"
    assert Story(cast, service=cast.core).clock("resolution").agreement.name == "Company"


def test_a_team_has_its_own_time_from_when_it_got_the_incident(cast: Cast) -> None:
    for team in (cast.network, cast.desk):
        agreement(cast, f"OLA {team}", kind="ola", team=team)
    story = Story(cast)
    story.classify(FRIDAY + HOUR)
    assert story.clock("resolution", "ola").due_at == FRIDAY + 3 * HOUR
    story.act("hand_over", "agent", FRIDAY + 2 * HOUR, team=cast.desk, reason="Ours.")
    first, second = Clock.objects.filter(incident=story.incident, kind="ola").order_by("pk")
    assert (first.status, first.ended_at, first.team) == ("met", FRIDAY + 2 * HOUR, cast.network)
    assert (second.status, second.due_at, second.team) == ("running", FRIDAY + 4 * HOUR, cast.desk)


def test_a_supplier_has_its_contracts_time_while_it_is_engaged(cast: Cast) -> None:
    """By its team that owns the incident, or by a hold that waits for the supplier of the service (J4)."""
    supplier = cast.vendor.organisation
    agreement(cast, "Contract", kind="uc", supplier=supplier)
    cast.service.supplier = supplier
    cast.service.save(update_fields=["supplier"])
    story = Story(cast)
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + HOUR)
    assert not Clock.objects.filter(incident=story.incident, kind="uc").exists()
    story.act("hold", "specialist", FRIDAY + 2 * HOUR, reason="supplier")
    assert story.clock("resolution", "uc").started_at == FRIDAY + 2 * HOUR
    story.act("resume", "specialist", FRIDAY + 3 * HOUR)
    assert not Clock.objects.going().filter(incident=story.incident, kind="uc").exists()
    story.act("hand_over", "specialist", FRIDAY + 4 * HOUR, team=cast.vendor, reason="Theirs.")
    assert story.clock("resolution", "uc").started_at == FRIDAY + 4 * HOUR


def test_lists_sort_by_what_breaches_next(story: Story) -> None:
    standing = Standing.objects.get(incident=story.incident)
    assert (standing.measure, standing.due_at) == ("response", FRIDAY + 4 * HOUR)
    story.act("comment", "agent", FRIDAY + HOUR, text="We look at it.")
    standing.refresh_from_db()
    assert standing.measure == "resolution"


def test_what_a_machine_reported_is_answered_when_a_person_takes_it_up_and_awaits_no_updates(cast: Cast) -> None:
    told = {"source": "monitoring", "description": "Down.", "service": cast.service}
    incident = actions.report(by=cast.by("monitor").at_moment(FRIDAY), **told)
    classified = {"kind": "incident", "category": category(), "impact": 1, "urgency": 1, "team": cast.network}
    incident = actions.classify(incident, by=cast.by("agent").at_moment(FRIDAY + MINUTE), **classified)
    actions.start_diagnosis(incident, by=cast.by("specialist").at_moment(FRIDAY + 10 * MINUTE))
    found = dict(Clock.objects.filter(incident=incident).values_list("measure", "status"))
    assert found == {"response": "met", "resolution": "running"}


def test_a_request_waits_for_approval_on_nobodys_time(cast: Cast) -> None:
    Service.objects.filter(pk=cast.service.pk).update(requests_need_approval=True)
    cast.service.refresh_from_db()
    story = Story(cast, kind="request")
    clocks = list(Clock.objects.filter(incident=story.incident))
    assert clocks and {clock.status for clock in clocks} == {"paused"}
    assert sweep(FRIDAY + timedelta(days=30)) == 0
    actions.approve(story.incident, by=story.by("service_owner", FRIDAY + 2 * HOUR))
    response = Clock.objects.get(incident=story.incident, measure="response")
    assert response.status == "running"
    assert response.due_at == FRIDAY + 6 * HOUR
