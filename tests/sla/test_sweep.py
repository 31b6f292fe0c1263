"""The sweep does what is due once, marks what is late, and is stopped by nothing (SPEC B4, B5)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from incidents import actions
from incidents.models import Incident
from notifications import outbox
from people.actions import change_person
from records.models import Entry
from sla import escalation
from sla import sweep as sweeping
from sla.models import Clock, Standing
from sla.sweep import lateness, sweep
from tests.cast import Cast
from tests.journeys import registered
from tests.sla.test_clocks import FRIDAY, HOUR, MINUTE, Story
from tests.sla.test_recomputation import reckon_all
from tests.threads import at_once


def told(incident: Incident) -> list[tuple[str, int]]:
    """Measure and percent of each step that was recorded; 0 for a breach."""
    entries = Entry.objects.about(incident).filter(kind__startswith="sla.")
    return [(entry.data["measure"], entry.data.get("percent", 0)) for entry in entries]


def test_nothing_is_done_before_it_is_due(cast: Cast) -> None:
    story = Story(cast)
    assert sweep(FRIDAY + 3 * HOUR - timedelta(microseconds=1)) == 0
    assert told(story.incident) == []


def test_each_step_and_the_breach_are_recorded_once(cast: Cast) -> None:
    story = Story(cast)
    for minutes in range(170, 300, 10):
        sweep(FRIDAY + minutes * MINUTE)
    assert told(story.incident) == [("response", 75), ("response", 0), ("response", 100)]
    assert story.clock("response").breached_at == FRIDAY + 4 * HOUR
    assert Standing.objects.get(incident=story.incident).is_breached


def test_after_a_long_silence_everything_is_made_up_for_in_order_and_marked_late(cast: Cast) -> None:
    story = Story(cast)
    sweep(FRIDAY + 5 * HOUR)
    assert told(story.incident) == [("response", 0), ("response", 75), ("response", 100)]
    late = [entry.data.get("late") for entry in Entry.objects.about(story.incident).filter(kind__startswith="sla.")]
    assert late == [3600, 7200, 3600]


def test_a_paused_clock_fires_nothing(cast: Cast) -> None:
    story = Story(cast)
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + HOUR)
    story.act("hold", "specialist", FRIDAY + 2 * HOUR, reason="requester", question="Which?")
    sweep(FRIDAY + timedelta(days=30))
    assert told(story.incident) == []


def test_the_team_is_told_while_nobody_has_it_and_one_level_up_where_the_team_is_empty(cast: Cast) -> None:
    story = Story(cast)
    story.classify(FRIDAY + MINUTE)
    sweep(FRIDAY + 3 * HOUR)
    entry = Entry.objects.about(story.incident).get(kind="sla.step_reached")
    assert set(entry.data["told"]) == set(cast.network.members.values_list("pk", flat=True))
    assert outbox.deliver("mail") > 0
    other = Story(cast)
    sweep(FRIDAY + 3 * HOUR)
    entry = Entry.objects.about(other.incident).get(kind="sla.step_reached")
    assert entry.data["told"] == [cast.incident_manager.pk]


def test_who_left_is_not_told_and_nobody_is_said_to_be_nobody(cast: Cast) -> None:
    change_person(cast.incident_manager, by=cast.by("administrator"), fields={"is_active": False})
    upper = Story(cast)
    sweep(FRIDAY + 3 * HOUR)
    change_person(cast.service_owner, by=cast.by("administrator"), fields={"is_active": False})
    nobody = Story(cast)
    sweep(FRIDAY + 3 * HOUR)
    people = [Entry.objects.about(each.incident).get(kind="sla.step_reached").data["told"] for each in (upper, nobody)]
    assert people == [[cast.service_owner.pk], []]


def test_a_confidential_incident_is_told_to_those_named_only(cast: Cast) -> None:
    story = Story(cast)
    story.classify(FRIDAY + MINUTE)
    story.incident = actions.restrict(story.incident, by=story.by("agent", FRIDAY + MINUTE), people=[])
    sweep(FRIDAY + 3 * HOUR)
    people = Entry.objects.about(story.incident).get(kind="sla.step_reached").data["told"]
    assert set(people) <= set(story.incident.named.values_list("pk", flat=True))


def test_one_row_that_fails_does_not_stop_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = Story(cast), Story(cast)
    real = escalation.recipients

    def recipients(step, incident, roster):  # type: ignore[no-untyped-def]
        if incident == bad.incident:
            raise RuntimeError("broken")
        return real(step, incident, roster)

    monkeypatch.setattr(escalation, "recipients", recipients)
    now = FRIDAY + 3 * HOUR
    sweep(now)
    assert told(good.incident) == [("response", 75)]
    assert told(bad.incident) == []
    monkeypatch.undo()
    sweep(now + sweeping.AFTER_A_FAULT)
    assert told(bad.incident) == [("response", 75)]


def test_workers_at_once_record_each_step_once(real_cast: Cast) -> None:
    stories = [Story(real_cast) for _turn in range(12)]
    now = FRIDAY + 3 * HOUR
    at_once(*(lambda: sweep(now) for _worker in range(4)))
    sweep(now)
    assert [told(story.incident) for story in stories] == [[("response", 75)]] * 12


def test_an_act_and_the_sweep_at_once_leave_one_truth(real_cast: Cast) -> None:
    for _turn in range(8):
        story = Story(real_cast)
        due = FRIDAY + 4 * HOUR + MINUTE
        act = lambda: story.act("comment", "agent", due, text="We look at it.")  # noqa: E731, B023
        at_once(act, lambda: sweep(due))  # noqa: B023
        sweep(due)
        clock = story.clock("response")
        assert (clock.status, clock.breached_at) == ("missed", FRIDAY + 4 * HOUR)
        assert len(told(story.incident)) == len(set(told(story.incident)))


def test_what_was_not_committed_was_not_done(real_cast: Cast) -> None:
    story = Story(real_cast)
    now = FRIDAY + 3 * HOUR
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        sweep(now)
        raise KeyboardInterrupt
    assert told(story.incident) == []
    sweep(now)
    assert told(story.incident) == [("response", 75)]


def test_an_empty_sweep_asks_once_however_much_is_open(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _turn in range(3):
        registered(cast)
    with django_assert_num_queries(1):
        assert sweep(FRIDAY - timedelta(days=365)) == 0


def test_lateness_says_how_long_the_first_has_waited(cast: Cast) -> None:
    Story(cast)
    assert lateness(FRIDAY) == timedelta(0)
    assert lateness(FRIDAY + 4 * HOUR) == HOUR
    assert Clock.objects.to_check(FRIDAY + 4 * HOUR).count() == 1


def test_what_a_recomputation_finds_run_out_is_recorded_by_the_sweep_once(cast: Cast) -> None:
    story = Story(cast)
    reckon_all(FRIDAY + 5 * HOUR)
    sweep(FRIDAY + 5 * HOUR)
    reckon_all(FRIDAY + 6 * HOUR)
    sweep(FRIDAY + 6 * HOUR)
    assert told(story.incident) == [("response", 0), ("response", 75), ("response", 100)]


def test_an_answer_between_the_due_time_and_the_sweep_is_recorded_as_late_once(cast: Cast) -> None:
    story = Story(cast)
    sweep(FRIDAY + 3 * HOUR)
    story.act("comment", "agent", FRIDAY + 4 * HOUR + timedelta(seconds=3), text="We are on it.")
    assert told(story.incident) == [("response", 75), ("response", 0)]
    sweep(FRIDAY + 5 * HOUR)
    assert told(story.incident) == [("response", 75), ("response", 0)]
    assert story.clock("response").status == "missed"
