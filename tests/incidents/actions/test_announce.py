"""Telling everybody what is broken, and having it too (SPEC D7)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from incidents import actions
from incidents.models import Announcement, Incident, Joined
from notifications import outbox
from notifications.models import DemoMail, Notice
from records.refusals import Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import RESOLUTION, code, in_diagnosis

pytestmark = pytest.mark.django_db
TEXT = "Kasir tidak bisa mencetak struk. Kami mengganti server; kabar berikutnya 10.30."


def announced(cast: Cast) -> Incident:
    return actions.announce(in_diagnosis(cast), by=cast.by("agent"), indonesian=TEXT)


def current(cast: Cast, who: str = "stranger", after: timedelta = timedelta(0)) -> list[Announcement]:
    return list(Announcement.visible_to(getattr(cast, who)).current(timezone.now() + after))


def test_everybody_reads_it_in_their_language_or_in_the_other_one(cast: Cast) -> None:
    row = announced(cast)
    with translation.override("en"):
        assert [each.text for each in current(cast)] == [TEXT]
    actions.announce(row, by=cast.by("agent"), indonesian=TEXT, english="No receipts.")
    with translation.override("en"):
        assert current(cast)[0].text == "No receipts."
    with translation.override("id"):
        assert current(cast)[0].text == TEXT


def test_it_needs_words_and_few_of_them(cast: Cast) -> None:
    for texts in ({}, {"english": "x" * 501}):
        with pytest.raises(Invalid):
            actions.announce(in_diagnosis(cast), by=cast.by("agent"), **texts)


def test_who_communicates_announces_and_nobody_else(cast: Cast) -> None:
    for who in ("requester", "specialist", "supplier"):
        with pytest.raises(NotAllowed):
            actions.announce(in_diagnosis(cast), by=cast.by(who), english="Down.")


def test_what_is_confidential_is_neither_announced_nor_shown(cast: Cast) -> None:
    row = announced(cast)
    actions.restrict(row, by=cast.by("agent"))
    assert current(cast) == []
    actions.end_announcement(row, by=cast.by("agent"))
    with pytest.raises(NotNow):
        actions.announce(row, by=cast.by("agent"), english="Down.")


def test_a_solved_one_is_shown_as_solved_for_a_few_hours(cast: Cast) -> None:
    row = announced(cast)
    actions.resolve(row, by=cast.by("specialist"), code=code(), **RESOLUTION)
    [told] = current(cast)
    assert told.is_solved
    assert current(cast, after=timedelta(hours=5)) == []


def test_an_ended_one_is_shown_no_more_and_cannot_be_joined(cast: Cast) -> None:
    row = actions.end_announcement(announced(cast), by=cast.by("agent"))
    assert current(cast) == []
    with pytest.raises(NotNow):
        actions.join(Incident.objects.get(pk=row.pk), by=cast.by("stranger"))


def test_having_it_too_counts_once_and_gives_no_part_in_it(cast: Cast) -> None:
    row = announced(cast)
    for _ in range(2):
        actions.join(row, by=cast.by("stranger"))
    after = Incident.objects.get(pk=row.pk)
    assert (after.affected_count, Joined.objects.count()) == (2, 1)
    assert not after.concerns(cast.stranger.pk)
    assert not Incident.visible_to(cast.stranger).exists()
    assert current(cast)[0].is_mine and not current(cast, "colleague")[0].is_mine
    with pytest.raises(NotAllowed):
        actions.comment(after, by=cast.by("stranger"), text="Me!")


def test_the_requester_has_it_already(cast: Cast) -> None:
    row = announced(cast)
    actions.join(row, by=cast.by("requester"))
    assert not Joined.objects.exists()
    assert current(cast, "requester")[0].is_mine


def test_whoever_has_it_too_hears_of_news_and_of_the_end_but_not_of_what_was_written(cast: Cast) -> None:
    row = announced(cast)
    actions.join(row, by=cast.by("stranger"))
    actions.comment(row, by=cast.by("agent"), text="Halo Dewi, ini rahasia Anda.", as_desk=True)
    actions.announce(row, by=cast.by("agent"), indonesian="Server baru terpasang.")
    actions.resolve(row, by=cast.by("specialist"), code=code(), **RESOLUTION)
    told = Notice.objects.filter(person=cast.stranger).order_by("pk").values_list("occasion", flat=True)
    assert list(told) == ["announced", "fault_over"]
    outbox.deliver("mail")
    letters = DemoMail.objects.filter(recipient=cast.stranger).order_by("pk")
    assert "Server baru terpasang." in letters[0].text
    for letter in letters:
        whole = letter.subject + letter.text + letter.html
        assert row.title not in whole and RESOLUTION["summary"] not in whole and "rahasia" not in whole
        assert "/broken/" in whole
