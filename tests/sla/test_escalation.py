"""What a step does besides telling, and who is there to be told (SPEC A5, B4, J2)."""

from __future__ import annotations

from datetime import date, time

import pytest

from incidents.choices import State
from incidents.models import Incident
from people.actions import add
from people.models import Absence, Shift, Team, User
from records.models import Entry
from records.refusals import Invalid
from sla.actions import StepRow, TargetRow, set_terms
from sla.models import Agreement, Clock
from sla.sweep import sweep
from tests.cast import Cast
from tests.sla.test_clocks import FRIDAY, HOUR, MINUTE, Story

DAY = 24 * HOUR


def step(cast: Cast, action: str, whom: str = "lead", percent: int = 50, team: Team | None = None) -> None:
    """The one step of the agreement's resolution; nothing else is told."""
    agreement = Agreement.objects.get()
    targets = [TargetRow(row.priority, row.measure, row.target, row.calendar) for row in agreement.targets.all()]
    wanted = [StepRow("resolution", percent, whom, action=action, team=team)]
    set_terms(agreement, by=cast.by("administrator"), targets=targets, steps=wanted)


def entries(incident: Incident, kind: str) -> list[Entry]:
    return list(Entry.objects.about(incident).filter(kind=kind))


def shift(cast: Cast, hours: str, *people: User) -> None:
    begins, ends = (time.fromisoformat(each) for each in hours.split("-"))
    add(Shift(name=hours, days="0 1 2 3 4 5 6", begins=begins, ends=ends), by=cast.by("administrator"),
        related={"people": people})  # fmt: skip


def working(cast: Cast) -> Story:
    story = Story(cast)
    story.classify(FRIDAY + MINUTE)
    story.work(FRIDAY + 2 * MINUTE)
    return story


def test_the_priority_is_raised_once_and_the_record_says_why(cast: Cast) -> None:
    step(cast, "raise")
    story = working(cast)
    for _again in range(3):
        sweep(FRIDAY + 10 * DAY)
    now = Incident.objects.get(pk=story.incident.pk)
    assert (story.incident.priority, now.priority, now.is_priority_overridden) == ("P3", "P2", True)
    assert len(entries(now, "sla.step_reached")) == 1
    assert len(entries(now, "incident.reclassified")) == 1
    assert Clock.objects.get(incident=now, measure="resolution").priority == "P2"


def test_it_is_handed_over_to_the_team_and_to_who_is_there(cast: Cast) -> None:
    step(cast, "hand_over", team=cast.desk)
    shift(cast, "00:00-00:01", cast.agent)
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    now = Incident.objects.get(pk=story.incident.pk)
    there = set(cast.desk.members.values_list("pk", flat=True)) - {cast.agent.pk}
    assert now.owning_team == cast.desk
    assert now.assignee_id in there if there else now.assignee_id is not None
    assert now.handover_count == 1
    assert now.state == State.IN_DIAGNOSIS


def test_what_the_team_has_already_is_not_handed_over_again(cast: Cast) -> None:
    step(cast, "hand_over", team=cast.network)
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    assert Incident.objects.get(pk=story.incident.pk).handover_count == 0


def test_where_nobody_can_take_it_the_record_says_so_and_the_step_still_tells(cast: Cast) -> None:
    empty = add(Team(name="Empty"), by=cast.by("administrator"))
    step(cast, "hand_over", whom="incident_manager", team=empty)
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    now = Incident.objects.get(pk=story.incident.pk)
    assert now.owning_team == cast.network
    assert entries(now, "sla.step_reached")[0].data["told"] == [cast.incident_manager.pk]
    assert len(entries(now, "sla.step_refused")) == 1


def test_calling_the_level_above_tells_the_level_above(cast: Cast) -> None:
    step(cast, "call", whom="lead")
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    assert entries(story.incident, "sla.step_reached")[0].data["told"] == [cast.incident_manager.pk]


def test_it_goes_up_past_who_is_off_duty_and_says_so(cast: Cast) -> None:
    step(cast, "tell", whom="assignee")
    shift(
        cast,
        "00:00-00:01",
        *User.objects.filter(pk__in=[cast.specialist.pk, *cast.network.members.values_list("pk", flat=True)]),
    )
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    told = entries(story.incident, "sla.step_reached")[0]
    assert told.data["passed_over"][:2] == ["assignee", "team"]
    assert cast.specialist.pk not in told.data["told"]
    assert "nobody was there: Assignee" in told.what.wording(None)  # type: ignore[arg-type]


def test_a_deputy_is_told_for_who_is_away(cast: Cast) -> None:
    step(cast, "tell", whom="assignee")
    gone = Absence(
        person=cast.specialist, first_day=date(2020, 1, 1), last_day=date(2040, 1, 1), deputy=cast.other_specialist
    )
    add(gone, by=cast.by("administrator"))
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    assert entries(story.incident, "sla.step_reached")[0].data["told"] == [cast.other_specialist.pk]


def test_where_nobody_is_on_duty_at_all_somebody_is_told_all_the_same(cast: Cast) -> None:
    step(cast, "tell", whom="incident_manager")
    shift(cast, "00:00-00:01", cast.incident_manager, cast.service_owner)
    story = working(cast)
    sweep(FRIDAY + 10 * DAY)
    told = entries(story.incident, "sla.step_reached")[0]
    assert told.data["told"] == [cast.incident_manager.pk]
    assert told.data["off_duty"] is True
    assert "nobody was on duty" in told.what.wording(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("action", "whom"), [("hand_over", "lead"), ("call", "service_owner"), ("no_such", "lead")])
def test_a_step_that_cannot_be_is_refused(cast: Cast, action: str, whom: str) -> None:
    with pytest.raises(Invalid):
        step(cast, action, whom)


def test_a_deputy_who_may_not_know_is_not_told(cast: Cast) -> None:
    step(cast, "tell", whom="assignee")
    gone = Absence(
        person=cast.specialist, first_day=date(2020, 1, 1), last_day=date(2040, 1, 1), deputy=cast.other_specialist
    )
    add(gone, by=cast.by("administrator"))
    story = working(cast)
    Incident.objects.filter(pk=story.incident.pk).update(is_confidential=True)
    story.incident.named.add(cast.specialist, cast.incident_manager)
    sweep(FRIDAY + 10 * DAY)
    assert entries(story.incident, "sla.step_reached")[0].data["told"] == [cast.incident_manager.pk]
