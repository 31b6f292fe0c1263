"""What nobody owns is flagged to the incident managers, once (SPEC A5)."""

from datetime import timedelta

import pytest

from incidents import actions, unowned
from incidents.models import Policy
from notifications.models import Notice
from records.models import Entry
from tests.cast import Cast
from tests.journeys import classified, detected, registered

pytestmark = pytest.mark.django_db


def flagged(cast: Cast) -> int:
    return Notice.objects.filter(occasion="unowned", person=cast.incident_manager).count()


def test_it_is_flagged_once_after_the_time_of_the_policy(cast: Cast) -> None:
    row = registered(cast)
    assert unowned.sweep(row.detected_at + timedelta(minutes=29)) == 0
    assert unowned.sweep(row.detected_at + timedelta(minutes=30)) == 1
    assert unowned.sweep(row.detected_at + timedelta(days=3)) == 0
    assert flagged(cast) == 1
    assert Entry.objects.about(row).last().kind == "incident.unowned"


def test_triage_counts_too_and_what_a_team_owns_does_not(cast: Cast) -> None:
    waiting, owned = detected(cast), classified(cast)
    later = max(waiting.detected_at, owned.detected_at) + timedelta(hours=2)
    assert unowned.sweep(later) == 1
    assert not Entry.objects.about(owned).filter(kind="incident.unowned").exists()


def test_zero_minutes_flag_nothing(cast: Cast) -> None:
    row = registered(cast)
    Policy.current()
    Policy.objects.update(unowned_minutes=0)
    assert unowned.sweep(row.detected_at + timedelta(days=1)) == 0


def test_a_confidential_one_is_told_only_to_those_named(cast: Cast) -> None:
    row = registered(cast)
    actions.restrict(row, by=cast.by("agent"))
    assert unowned.sweep(row.detected_at + timedelta(hours=1)) == 1
    assert flagged(cast) == 0
