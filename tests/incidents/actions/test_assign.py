"""Who gets it: by turn, by load, by skill, of those who are there; the record says why; two at once get two people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from incidents import actions
from incidents.models import Incident, Skill
from notifications import outbox
from notifications.models import Notice
from people.actions import add, change
from people.models import Absence, Team
from records.history import history
from records.refusals import NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import category, classified, in_diagnosis, registered
from tests.threads import at_once


def rule(cast: Cast, assigns: str) -> None:
    change(cast.network, by=cast.by("administrator"), fields={"assigns": assigns})
    cast.network.refresh_from_db()


def fresh(row: Incident) -> Incident:
    return Incident.objects.get(pk=row.pk)


def given_out(cast: Cast) -> str:
    row = classified(cast)
    while outbox.deliver("follow"):
        pass
    person = fresh(row).assignee
    return person.name if person else ""


SARI, TONO = "Sari Wulandari", "Tono Prasetyo"


def test_everybody_in_turn(cast: Cast) -> None:
    rule(cast, "turn")
    assert [given_out(cast) for _ in range(4)] == [SARI, TONO, SARI, TONO]


def test_who_has_the_least_open(cast: Cast) -> None:
    for _ in range(2):
        in_diagnosis(cast)
    rule(cast, "load")
    assert [given_out(cast) for _ in range(3)] == [TONO, TONO, SARI]
    for held in Incident.objects.filter(assignee=cast.specialist)[:2]:
        actions.hold(held, by=cast.by("specialist"), reason="supplier")
    assert given_out(cast) == SARI


def test_who_is_good_at_it_or_else_anybody(cast: Cast) -> None:
    rule(cast, "skill")
    add(Skill(person=cast.other_specialist, category=category()), by=cast.by("administrator"))
    assert [given_out(cast) for _ in range(2)] == [TONO, TONO]
    add(
        Absence(person=cast.other_specialist, first_day=date(2020, 1, 1), last_day=date(2100, 1, 1)),
        by=cast.by("administrator"),
    )
    assert given_out(cast) == SARI


def test_who_is_away_gets_nothing_and_where_nobody_is_there_it_stays_with_the_team(cast: Cast) -> None:
    rule(cast, "turn")
    today = timezone.localdate()
    for person in (cast.specialist, cast.other_specialist):
        away = Absence(person=person, first_day=today - timedelta(days=1), last_day=today + timedelta(days=1))
        add(away, by=cast.by("administrator"))
    assert given_out(cast) == ""


def test_what_is_confidential_is_given_to_nobody_by_rule(cast: Cast) -> None:
    rule(cast, "turn")
    row = registered(cast)
    actions.restrict(row, by=cast.by("incident_manager"), people=[cast.agent])
    row = fresh(row)
    actions.classify(
        row, by=cast.by("agent"), kind="incident", category=category(), impact=2, urgency=2, team=cast.network
    )
    while outbox.deliver("follow"):
        pass
    assert fresh(row).assignee is None
    with pytest.raises(NotNow):
        actions.assign(row, by=cast.by("agent"))


def test_a_deputy_without_the_right_gets_nothing_and_blocks_nothing(cast: Cast) -> None:
    rule(cast, "turn")
    ever = {"first_day": date(2020, 1, 1), "last_day": date(2100, 1, 1)}
    add(Absence(person=cast.specialist, deputy=cast.colleague, **ever), by=cast.by("administrator"))
    assert [given_out(cast) for _ in range(2)] == [TONO, TONO]


def test_the_record_says_why(cast: Cast) -> None:
    rule(cast, "load")
    row = classified(cast)
    outbox.deliver("follow")
    assert any("the least open of 2 who are there (0)" in line.text for line in history(fresh(row), internal=True))
    assert fresh(row).handover_count == 0


def test_by_hand_nobody_is_chosen_until_asked(cast: Cast) -> None:
    row = classified(cast)
    outbox.deliver("follow")
    assert fresh(row).assignee is None
    assert actions.assign(row, by=cast.by("agent")).assignee in (cast.specialist, cast.other_specialist)
    with pytest.raises(NotNow):
        actions.assign(row, by=cast.by("agent"))


def test_one_takes_what_nobody_has(cast: Cast) -> None:
    row = classified(cast)
    assert actions.take(row, by=cast.by("specialist")).assignee == cast.specialist
    with pytest.raises(NotNow):
        actions.take(row, by=cast.by("other_specialist"))
    with pytest.raises(NotAllowed):
        actions.take(classified(cast), by=cast.by("requester"))


def test_the_incident_manager_hears_of_what_bounces_once(cast: Cast) -> None:
    row = in_diagnosis(cast)
    for team in (cast.vendor, cast.network, cast.vendor, cast.network):
        actions.hand_over(row, by=cast.by("agent"), team=team, reason="Not ours.")
    assert Notice.objects.filter(occasion="bouncing", person=cast.incident_manager).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_given_to_two_people(real_cast: Cast) -> None:
    rows = [classified(real_cast), classified(real_cast)]
    Team.objects.filter(pk=real_cast.network.pk).update(assigns="turn")
    at_once(*(lambda row=row: actions.assign(row, by=real_cast.by("agent")) for row in rows))
    assert {fresh(row).assignee.name for row in rows} == {SARI, TONO}
