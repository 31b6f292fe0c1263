"""Who is asked, and who is left in peace (SPEC G2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from incidents import actions
from notifications import outbox
from notifications.actions import set_preferences
from people.actors import actor_for
from people.models import User
from records.choices import Via
from records.models import Entry
from surveys.actions import answer, stop_asking
from surveys.asking import is_drawn
from surveys.models import Invitation, SurveyPolicy
from tests.cast import Cast
from tests.journeys import CLOSING, cancelled, category, closed, confirmed
from tests.surveys.conftest import DAY, asked, by_mail, later, newest_mail, queued, rule


def test_whoever_reported_it_is_asked_once_it_is_closed(cast: Cast) -> None:
    invitation = asked(cast)
    assert (invitation.person, invitation.team, invitation.agent) == (cast.requester, cast.network, cast.specialist)
    assert queued("survey") == [cast.requester.pk]


def test_nobody_is_asked_about_what_was_cancelled(cast: Cast) -> None:
    cancelled(cast)
    outbox.deliver("follow")
    assert not Invitation.objects.exists()


def test_nobody_is_asked_twice_in_a_fortnight(cast: Cast) -> None:
    asked(cast)
    closed(cast)
    outbox.deliver("follow")
    assert Invitation.objects.count() == 1
    Invitation.objects.update(created_at=timezone.now() - 14 * DAY)
    asked(cast)
    assert queued("survey") == [cast.requester.pk] * 2


def test_rating_on_the_page_is_no_question_that_was_asked(cast: Cast) -> None:
    Invitation.objects.filter(pk=asked(cast).pk).update(sent_at=None, next_at=None)
    assert asked(cast).sent_at is not None


@pytest.mark.parametrize(("share", "is_asked"), [(0, False), (100, True)])
def test_the_share_decides(cast: Cast, share: int, is_asked: bool) -> None:
    rule(share=share)
    closed(cast)
    outbox.deliver("follow")
    assert Invitation.objects.exists() == is_asked


@given(st.integers(1, 10**9), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_share_keeps_whom_a_smaller_had(incident: int, one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert is_drawn(incident, large) or not is_drawn(incident, small)


def test_the_lot_is_fair() -> None:
    drawn = sum(is_drawn(number, 30) for number in range(20_000))
    assert 0.28 < drawn / 20_000 < 0.32


def test_a_service_may_have_a_policy_of_its_own(cast: Cast) -> None:
    SurveyPolicy.objects.create(service=cast.core, share=0)
    closed(cast, service=cast.core)
    outbox.deliver("follow")
    assert not Invitation.objects.exists()
    asked(cast)


def test_without_a_policy_in_use_nobody_is_asked(cast: Cast) -> None:
    rule(is_active=False)
    closed(cast)
    outbox.deliver("follow")
    assert not Invitation.objects.exists()


def test_whoever_said_no_is_not_asked_and_can_say_so_by_the_link(cast: Cast) -> None:
    invitation = asked(cast)
    stop_asking(cast.requester, by=by_mail(cast.requester))
    later(5)
    assert queued("survey_reminder") == []
    Invitation.objects.filter(pk=invitation.pk).update(created_at=timezone.now() - 30 * DAY)
    closed(cast)
    outbox.deliver("follow")
    assert Invitation.objects.count() == 1


def test_no_mail_of_that_kind_chosen_in_the_preferences_is_a_no_too(cast: Cast) -> None:
    person = User.objects.get(pk=cast.requester.pk)
    by = actor_for(person, Via.PORTAL)
    told: Any = {"silent": [], "digest_at": "07:30"}
    set_preferences(person, by=by, mail={"survey": "never"}, **told)
    closed(cast)
    outbox.deliver("follow")
    assert not Invitation.objects.exists()


def test_nobody_is_asked_about_what_they_may_not_know_of(cast: Cast) -> None:
    incident = confirmed(cast)
    by = cast.by("agent")
    incident = actions.restrict(incident, by=cast.by("specialist"), people=[cast.agent, cast.specialist])
    incident.named.remove(cast.requester)
    actions.close(incident, by=by, category=category(), **CLOSING)
    outbox.deliver("follow")
    assert not Invitation.objects.exists()


def test_a_delay_is_kept_and_forgotten_when_it_is_reopened_meanwhile(cast: Cast) -> None:
    rule(delay_hours=24)
    first = asked(cast)
    assert queued("survey") == []
    later(1.1)
    assert queued("survey") == [cast.requester.pk]
    Invitation.objects.filter(pk=first.pk).update(created_at=timezone.now() - 30 * DAY)
    second = asked(cast)
    actions.reopen(second.incident, by=cast.by("agent"), reason="It is back.")
    later(1.1)
    assert queued("survey") == [cast.requester.pk]


def test_what_was_not_answered_is_asked_again_as_often_as_the_policy_says(cast: Cast) -> None:
    rule(reminders=2, remind_after_days=3)
    asked(cast)
    for day in range(1, 20):
        later(day)
    assert queued("survey_reminder") == [cast.requester.pk] * 2
    assert Entry.objects.filter(kind="surveys.asked_again").count() == 2


def test_what_was_answered_is_not_asked_again(cast: Cast) -> None:
    invitation = asked(cast)
    answer(invitation, by=by_mail(cast.requester), score=5)
    later(10)
    assert queued("survey_reminder") == []


def test_the_mail_has_five_links_a_way_out_and_says_so_to_mail_programs(cast: Cast) -> None:
    asked(cast)
    mail = newest_mail(cast.requester)
    for score in range(1, 6):
        assert f"?score={score}" in mail.text and f"?score={score}" in mail.html
    assert "/stop/" in mail.text


def test_what_was_closed_long_ago_is_not_asked_about(cast: Cast) -> None:
    incident = confirmed(cast)
    past = actor_for(cast.agent, Via.DESK, moment=timezone.now() - timedelta(days=40))
    actions.close(incident, by=past, category=category(), **CLOSING)
    outbox.deliver("follow")
    assert not Invitation.objects.exists()
