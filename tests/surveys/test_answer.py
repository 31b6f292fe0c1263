"""One answer for each invitation, whatever is sent how often (SPEC G1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from records.history import history
from records.models import Entry
from records.refusals import Invalid, NotAllowed, NotNow
from surveys import rating
from surveys.actions import add_question, answer, change_question, confirm_itself
from surveys.models import Answer, Invitation, Part, Question
from tests.cast import Cast
from tests.surveys.conftest import asked, by_mail, rule
from tests.threads import at_once


def test_an_answer_is_one_and_can_be_changed_until_it_expires(cast: Cast, invitation: Invitation) -> None:
    answer(invitation, by=by_mail(cast.requester), score=4, comment="Quick.")
    answer(invitation, by=by_mail(cast.requester), score=2)
    given = Answer.objects.get()
    assert (given.score, given.comment, given.via) == (2, "Quick.", "mail")
    assert Invitation.objects.get().score == 2
    late = invitation.expires_at + timedelta(seconds=1)
    with pytest.raises(NotNow):
        answer(invitation, by=by_mail(cast.requester, late), score=5)


@pytest.mark.parametrize("name", ["colleague", "stranger", "agent", "administrator", "monitor"])
def test_nobody_answers_for_somebody_else(cast: Cast, invitation: Invitation, name: str) -> None:
    with pytest.raises(NotAllowed):
        answer(invitation, by=cast.by(name), score=5)


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_is_one_to_five(cast: Cast, invitation: Invitation, score: int) -> None:
    with pytest.raises(Invalid):
        answer(invitation, by=by_mail(cast.requester), score=score)
    with pytest.raises(Invalid):
        answer(invitation, by=by_mail(cast.requester), score=3, parts={rating.further(None)[0].wording: score})


def test_the_further_answers_keep_the_words_they_were_asked_in(cast: Cast, invitation: Invitation) -> None:
    asked_then = rating.further(None)[0]
    answer(invitation, by=by_mail(cast.requester), score=4, parts={asked_then.wording: 3})
    question = Question.objects.get(pk=asked_then.wording.question_id)
    change_question(question, by=cast.by("administrator"), fields={"english": "Did we tell you enough?"})
    assert str(Part.objects.get().wording.english) == "Were you kept informed?"
    asked_now = rating.further(Answer.objects.get())[0]
    assert (asked_now.wording.english, asked_now.wording.number, asked_now.given) == ("Did we tell you enough?", 2, 3)
    answer(invitation, by=by_mail(cast.requester), score=4, parts={asked_now.wording: 5})
    assert [(part.wording.number, part.score) for part in Part.objects.all()] == [(2, 5)]


def test_a_question_changed_in_its_place_only_has_no_new_words(cast: Cast) -> None:
    question = Question.objects.get(code="speed")
    change_question(question, by=cast.by("administrator"), fields={"position": 5})
    assert question.wordings.count() == 1
    added = Question(code="kindness", english="Were we kind?", indonesian="Apakah kami ramah?")
    add_question(added, by=cast.by("administrator"))
    assert [each.wording.question.code for each in rating.further(None)] == [
        "speed", "communication", "quality", "kindness",
    ]  # fmt: skip


def test_the_question_of_the_mail_cannot_be_left_out(cast: Cast) -> None:
    with pytest.raises(Invalid):
        change_question(Question.objects.get(code="overall"), by=cast.by("administrator"), fields={"is_active": False})


def test_a_page_that_confirms_itself_never_changes_what_somebody_answered(cast: Cast, invitation: Invitation) -> None:
    answer(invitation, by=by_mail(cast.requester), score=5)
    assert not confirm_itself(invitation, by=by_mail(cast.requester), score=1)
    assert Answer.objects.get().score == 5


def test_two_links_followed_by_a_machine_take_each_other_back(cast: Cast, invitation: Invitation) -> None:
    for _turn in range(2):
        assert confirm_itself(invitation, by=by_mail(cast.requester), score=1)
    assert not confirm_itself(invitation, by=by_mail(cast.requester), score=2)
    assert not Answer.objects.exists()
    assert Invitation.objects.get().score is None
    kinds = [entry.kind for entry in Entry.objects.about(invitation.incident)][-2:]
    assert kinds == ["surveys.answered", "surveys.taken_back"]


def test_what_settled_is_not_taken_back(cast: Cast, invitation: Invitation) -> None:
    assert confirm_itself(invitation, by=by_mail(cast.requester), score=4)
    later = timezone.now() + timedelta(hours=1)
    assert not confirm_itself(invitation, by=by_mail(cast.requester, later), score=2)
    assert Answer.objects.get().score == 4


def test_an_anonymous_answer_leaves_nothing_in_the_record(cast: Cast) -> None:
    rule(is_anonymous=True)
    invitation = asked(cast)
    before = Entry.objects.about(invitation.incident).count()
    answer(invitation, by=by_mail(cast.requester), score=1, comment="Never again.")
    assert confirm_itself(invitation, by=by_mail(cast.requester), score=1)
    assert Entry.objects.about(invitation.incident).count() == before
    assert not any("rated" in line.text for line in history(invitation.incident, internal=True))


@pytest.mark.django_db(transaction=True)
def test_answers_at_once_are_one(real_cast: Cast) -> None:
    invitation = asked(real_cast)
    scores = (1, 2, 3, 4, 5)
    at_once(*[lambda score=score: answer(invitation, by=by_mail(real_cast.requester), score=score) for score in scores])
    assert Answer.objects.count() == 1
    assert Answer.objects.get().score == Invitation.objects.get().score
