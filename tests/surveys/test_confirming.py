"""Closing the loop: confirmed from a mail, asked again meanwhile; the record shows how (SPEC A7)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from incidents import actions
from incidents.models import Incident, Policy
from records.history import history
from records.models import Entry
from records.refusals import Invalid, NotNow
from surveys import links
from surveys.actions import confirm_by_link, confirm_by_survey, reject_by_link
from surveys.links import Check
from surveys.models import ConfirmationWait
from tests.cast import Cast
from tests.journeys import RESOLUTION, code, confirmed, resolved
from tests.surveys.conftest import asked, later, newest_mail, queued, rule
from tests.threads import at_once


def check_of(incident: Incident, person: str, cast: Cast) -> Check:
    made = links.check_by(links.check_url(incident, getattr(cast, person)).rsplit("/", 2)[1])
    assert made is not None
    return made


def test_the_mail_about_a_solution_carries_both_answers(cast: Cast) -> None:
    incident = resolved(cast)
    mail = newest_mail(cast.requester)
    url = links.check_url(incident, cast.requester)
    for said in (f"{url}?say=works", f"{url}?say=broken"):
        assert said in mail.text and said in mail.html


def test_confirmed_by_the_link_the_record_says_how(cast: Cast) -> None:
    incident = resolved(cast)
    for _turn in range(2):
        confirm_by_link(check_of(incident, "requester", cast))
    row = Incident.objects.get(pk=incident.pk)
    assert (row.confirmed_how, row.confirmed_by) == ("mail", cast.requester)
    assert [line.text for line in history(row, internal=True)][-1] == "confirmed the solution by e-mail"
    assert Entry.objects.about(row).filter(kind="incident.confirmed").count() == 1


def test_still_broken_says_what_and_goes_back(cast: Cast) -> None:
    incident = resolved(cast)
    check = check_of(incident, "requester", cast)
    with pytest.raises(Invalid):
        reject_by_link(check, text=" ")
    reject_by_link(check, text="It stops after three pages.")
    assert Incident.objects.get(pk=incident.pk).state == "in_diagnosis"


def test_a_link_of_an_earlier_resolution_has_moved_on(cast: Cast) -> None:
    incident = resolved(cast)
    check = check_of(incident, "requester", cast)
    incident = reject_by_link(check, text="No.")
    with pytest.raises(NotNow):
        confirm_by_link(check)
    actions.resolve(incident, by=cast.by("specialist"), code=code(), **RESOLUTION)
    for act in (lambda: confirm_by_link(check), lambda: reject_by_link(check, text="No.")):
        with pytest.raises(NotNow):
            act()


def test_somebody_it_does_not_concern_has_no_link_that_works(cast: Cast) -> None:
    incident = resolved(cast)
    assert not check_of(incident, "stranger", cast).is_current
    with pytest.raises(NotNow):
        confirm_by_link(check_of(incident, "stranger", cast))


def test_rating_something_resolved_may_confirm_it_too(cast: Cast) -> None:
    invitation = asked(cast)
    assert confirm_by_survey(invitation) is None
    incident = actions.reopen(invitation.incident, by=cast.by("agent"), reason="Again.")
    actions.resolve(incident, by=cast.by("specialist"), code=code(), **RESOLUTION)
    assert confirm_by_survey(invitation) is not None
    assert Incident.objects.get(pk=incident.pk).confirmed_how == "survey"
    assert confirm_by_survey(invitation) is None


def test_whoever_does_not_answer_is_asked_again_and_then_left_alone(cast: Cast) -> None:
    rule(check_after_days=2, check_reminders=3)
    incident = resolved(cast)
    for day in range(1, 15):
        later(day)
    assert queued("confirmation_awaited") == [cast.requester.pk] * 3
    assert Incident.objects.get(pk=incident.pk).confirmed_at is None
    assert links.check_url(incident, cast.requester) in newest_mail(cast.requester).text


def test_an_answer_or_a_no_ends_the_reminders(cast: Cast) -> None:
    rule(check_after_days=1)
    confirmed(cast)
    reject_by_link(check_of(resolved(cast), "requester", cast), text="No.")
    assert not ConfirmationWait.objects.exists()
    later(10)
    assert queued("confirmation_awaited") == []


def test_only_where_the_policy_says_so_silence_confirms_and_the_record_shows_it(cast: Cast) -> None:
    rule(check_after_days=2, check_reminders=1)
    incident = resolved(cast)
    Policy.objects.filter(pk=1).update(close_without_answer=True, close_after_days=5)
    later(2.1)
    later(4)
    assert Incident.objects.get(pk=incident.pk).confirmed_at is None
    later(6)
    row = Incident.objects.get(pk=incident.pk)
    assert (row.confirmed_how, row.state) == ("policy", "resolved")
    assert "without an answer, by policy" in [line.text for line in history(row, internal=True)][-1]


def test_working_days_count_where_the_policy_has_a_calendar(cast: Cast) -> None:
    policy = rule()
    policy.calendar = type(policy)._meta.get_field("calendar").related_model.objects.get(name="Office hours")
    policy.save()
    resolved(cast)
    due = ConfirmationWait.objects.get().next_at
    assert policy.calendar.working_time().between(timezone.now(), due) <= 2 * policy.calendar.working_day()


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_no_at_once_are_one_of_them(real_cast: Cast) -> None:
    incident = resolved(real_cast)
    check = check_of(incident, "requester", real_cast)
    at_once(lambda: confirm_by_link(check), lambda: reject_by_link(check, text="No."))
    row = Incident.objects.get(pk=incident.pk)
    assert (row.state, row.is_confirmed) in {("in_diagnosis", False)}
