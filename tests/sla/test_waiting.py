"""A hold is never forgotten: reminders go out, and then something happens (SPEC A12)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from incidents.models import Incident
from notifications.models import OutboxRow
from records.history import history
from records.models import Entry
from sla import stalling, waiting
from sla.models import HoldRule, Waiting
from tests.cast import Cast
from tests.sla.test_clocks import FRIDAY, HOUR, MINUTE, Story

DAY = timedelta(days=1)


@pytest.fixture
def story(cast: Cast) -> Story:
    made = Story(cast)
    made.classify(FRIDAY + MINUTE)
    made.work(FRIDAY + 2 * MINUTE)
    return made


def on_hold(story: Story) -> bool:
    return Incident.objects.get(pk=story.incident.pk).is_on_hold


def mails(story: Story) -> list[tuple[str, int]]:
    rows = OutboxRow.objects.filter(kind="mail", entry__subject_id=story.incident.pk).order_by("pk")
    awaited = ("answer_awaited", "check_awaited", "hold_ended")
    return [(row.payload["template"], row.payload["person"]) for row in rows if row.payload["template"] in awaited]


def let_days_pass(days: int) -> None:
    for hour in range(days * 24):
        waiting.sweep(FRIDAY + hour * HOUR)


def test_the_requester_is_reminded_on_working_days_and_then_the_hold_ends(story: Story, cast: Cast) -> None:
    story.act("hold", "specialist", FRIDAY + HOUR, reason="requester", question="Which?")
    first = Waiting.objects.get().next_at
    assert first == datetime(2026, 11, 24, 10, tzinfo=FRIDAY.tzinfo)
    let_days_pass(20)
    requester, specialist = cast.requester.pk, cast.specialist.pk
    assert mails(story) == [("answer_awaited", requester)] * 3 + [("hold_ended", specialist)]
    assert not on_hold(story)
    assert [line.text for line in history(story.incident, internal=False)].count("asked again for an answer") == 3


def test_an_answer_ends_the_reminders(story: Story) -> None:
    story.act("hold", "specialist", FRIDAY + HOUR, reason="requester", question="Which?")
    story.act("comment", "requester", FRIDAY + 2 * HOUR, text="That one.")
    let_days_pass(10)
    assert mails(story) == []


def test_for_a_supplier_whoever_has_it_asks_again_and_the_hold_goes_on(story: Story, cast: Cast) -> None:
    HoldRule.objects.filter(reason="supplier").update(times=2)
    story.act("hold", "specialist", FRIDAY + HOUR, reason="supplier")
    let_days_pass(14)
    assert mails(story) == [("check_awaited", cast.specialist.pk)] * 2
    assert on_hold(story)
    assert not [line for line in history(story.incident, internal=False) if "asked again" in line.text]


def test_a_hold_until_a_time_ends_at_that_time(story: Story, cast: Cast) -> None:
    story.act("hold", "specialist", FRIDAY + HOUR, reason="parts", until=FRIDAY + DAY)
    waiting.sweep(FRIDAY + DAY - MINUTE)
    assert on_hold(story)
    waiting.sweep(FRIDAY + DAY)
    assert not on_hold(story)
    assert mails(story) == [("hold_ended", cast.specialist.pk)]


def test_a_hold_without_rule_or_time_is_left_alone(story: Story) -> None:
    story.act("hold", "specialist", FRIDAY + HOUR, reason="evidence")
    assert not Waiting.objects.exists()


def test_two_sweeps_remind_once(story: Story) -> None:
    story.act("hold", "specialist", FRIDAY + HOUR, reason="requester", question="Which?")
    at = FRIDAY + 5 * DAY
    assert [waiting.sweep(at), waiting.sweep(at)] == [1, 0]
    assert Entry.objects.about(story.incident).filter(kind="sla.reminded").count() == 1


def stalled(story: Story) -> list[tuple[int, list[int]]]:
    entries = Entry.objects.about(story.incident).filter(kind="sla.stalled")
    return [(entry.data["number"], entry.data["told"]) for entry in entries]


def test_what_was_taken_up_and_does_not_move_is_reminded_of_and_then_goes_to_the_lead(story: Story, cast: Cast) -> None:
    holder, lead = cast.specialist.pk, cast.network.lead_id
    for hours in range(0, 24 * 12, 8):
        stalling.sweep(FRIDAY + hours * HOUR)
    assert stalled(story)[:3] == [(1, [holder]), (2, [holder]), (3, [lead or holder])]


def test_what_moves_waits_or_was_not_taken_up_is_left_alone(story: Story, cast: Cast) -> None:
    later = FRIDAY + timedelta(days=7)
    story.act("log", "specialist", later - HOUR, activity="hypothesis", text="A cable?")
    assert stalling.sweep(later) == 0
    story.act("hold", "specialist", later, reason="parts")
    assert stalling.sweep(later + timedelta(days=14)) == 0
    HoldRule.objects.filter(reason="stalled").update(is_active=False)
    other = Story(cast)
    assert stalling.sweep(later + timedelta(days=14)) == 0
    assert stalled(other) == []


def test_a_new_step_begins_the_count_anew(story: Story) -> None:
    later = FRIDAY + timedelta(days=7)
    assert stalling.sweep(later) == 1
    story.act("log", "specialist", later + HOUR, activity="hypothesis", text="A cable?")
    assert stalling.sweep(later + timedelta(days=7)) == 1
    assert [number for number, _told in stalled(story)] == [1, 1]
