"""A low score: somebody owes a talk, the agent is told kindly, nobody learns what they may not know (SPEC G2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents import actions
from notifications import outbox
from people.models import Team, User
from records.models import Entry
from records.refusals import Changed, Invalid, NotAllowed, NotNow
from surveys import judging
from surveys.actions import answer, conclude, give
from surveys.models import FollowUp, Invitation
from surveys.sweep import sweep
from tests.cast import Cast
from tests.surveys.conftest import DAY, asked, by_mail, later, newest_mail, queued, rule


def low(cast: Cast, score: int = 1, comment: str = "Nobody called.") -> Invitation:
    invitation = asked(cast)
    answer(invitation, by=by_mail(invitation.person), score=score, comment=comment)
    later(0.01)
    return invitation


@pytest.fixture(autouse=True)
def lead(cast: Cast) -> User:
    """Somebody else than who resolves leads the team."""
    Team.objects.filter(pk=cast.network.pk).update(lead=cast.other_specialist)
    return cast.other_specialist


@pytest.mark.parametrize(("score", "is_followed"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_low_score_asks_the_lead_of_the_team(cast: Cast, score: int, is_followed: bool, lead: User) -> None:
    low(cast, score)
    assert queued("follow_up") == ([lead.pk] if is_followed else [])
    assert FollowUp.objects.count() == is_followed


def test_the_agent_is_told_kindly_and_who_follows_it_up_is_told_once(cast: Cast, lead: User) -> None:
    low(cast)
    later(1)
    assert queued("low_rating") == [cast.specialist.pk]
    mail = newest_mail(cast.specialist)
    assert "says little about you" in mail.text
    assert "Nobody called" not in mail.text and "1 of 5" not in mail.text
    assert queued("follow_up") == [lead.pk]


def test_a_slip_that_is_mended_at_once_raises_no_alarm(cast: Cast) -> None:
    invitation = asked(cast)
    answer(invitation, by=by_mail(cast.requester), score=1)
    answer(invitation, by=by_mail(cast.requester), score=5)
    later(1)
    assert not FollowUp.objects.exists()


def test_who_resolved_it_does_not_follow_it_up_themselves(cast: Cast) -> None:
    Team.objects.filter(pk=cast.network.pk).update(lead=cast.specialist)
    low(cast)
    assert FollowUp.objects.get().owner == cast.incident_manager


def test_it_is_due_in_working_days(cast: Cast) -> None:
    policy = rule()
    policy.calendar = type(policy)._meta.get_field("calendar").related_model.objects.get(name="Office hours")
    policy.save()
    low(cast)
    made = FollowUp.objects.get()
    assert made.due_at - made.opened_at >= timedelta(days=1)
    assert policy.calendar.working_time().between(made.opened_at, made.due_at) == 2 * policy.calendar.working_day()


def test_its_owner_says_what_was_done(cast: Cast, lead: User) -> None:
    low(cast)
    made = FollowUp.objects.get()
    by = cast.by("other_specialist")
    with pytest.raises(Invalid):
        conclude(made, by=by, outcome=" ")
    with pytest.raises(Changed):
        conclude(made, by=by, outcome="Called.", seen=0)
    done = conclude(made, by=by, outcome="Called; she is content.", seen=made.entry_number)
    assert done.done_at is not None
    assert FollowUp.objects.get().outcome == "Called; she is content."
    with pytest.raises(NotNow):
        conclude(made, by=by, outcome="Again.")
    assert later(30) and queued("follow_up_overdue") == []


@pytest.mark.parametrize("name", ["requester", "stranger", "specialist", "agent", "manager", "monitor"])
def test_nobody_else_acts_on_it_or_sees_it(cast: Cast, name: str) -> None:
    low(cast)
    made = FollowUp.objects.get()
    for act in (lambda by: conclude(made, by=by, outcome="x"), lambda by: give(made, by=by, owner=cast.agent)):
        with pytest.raises(NotAllowed):
            act(cast.by(name))
    if name != "monitor":
        assert not FollowUp.visible_to(getattr(cast, name)).exists()


def test_it_is_given_to_whoever_may_see_it(cast: Cast) -> None:
    low(cast)
    made = give(FollowUp.objects.get(), by=cast.by("incident_manager"), owner=cast.agent)
    assert made.owner == cast.agent and cast.agent.pk in queued("follow_up")
    with pytest.raises(Invalid):
        give(made, by=cast.by("incident_manager"), owner=cast.stranger)


def test_the_owner_of_an_overdue_one_is_reminded_three_times(cast: Cast, lead: User) -> None:
    rule(follow_up_days=2)
    low(cast)
    for day in range(1, 12):
        later(day)
    assert queued("follow_up_overdue") == [lead.pk] * 3
    newest_mail(lead)


def test_of_a_confidential_incident_only_those_who_may_see_it_are_asked(cast: Cast) -> None:
    invitation = asked(cast)
    actions.restrict(invitation.incident, by=cast.by("specialist"), people=[cast.specialist])
    answer(invitation, by=by_mail(cast.requester), score=1)
    later(0.01)
    made = FollowUp.objects.get()
    assert made.owner is None
    assert queued("follow_up") == []
    for name in ("other_specialist", "incident_manager", "service_owner", "administrator"):
        assert not FollowUp.visible_to(getattr(cast, name)).exists()


def test_of_an_anonymous_answer_nothing_leads_to_the_person(cast: Cast, lead: User) -> None:
    rule(is_anonymous=True)
    invitation = low(cast)
    assert queued("low_rating") == []
    made = FollowUp.objects.get()
    outbox.deliver("mail", limit=500)
    mail = newest_mail(lead)
    for secret in (invitation.incident.handle, invitation.incident.title, cast.requester.name):
        assert secret not in mail.subject + mail.text + mail.html + str(made)
    assert not Entry.objects.about(invitation.incident).filter(kind__startswith="surveys.").exists()


def test_a_bad_row_does_not_stop_the_rest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rule(pause_days=0)
    first, second = asked(cast), asked(cast)
    for each in (first, second):
        answer(each, by=by_mail(each.person), score=1)
    judge, broken = judging.judge, [first.pk]
    monkeypatch.setattr(judging, "judge", lambda row, by: 1 / 0 if row.pk in broken else judge(row, by=by))
    sweep(timezone.now() + DAY)
    assert FollowUp.objects.count() == 1
    broken.clear()
    sweep(timezone.now() + 2 * DAY)
    assert FollowUp.objects.count() == 2
