from __future__ import annotations

from datetime import date

import pytest

from incidents.actions import restrict
from knowledge import actions
from knowledge.models import Article, Rating, Use
from notifications import outbox
from notifications.models import DemoMail, Notice
from records.models import Entry
from records.refusals import Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import RESOLUTION, code, in_diagnosis, resolved
from tests.knowledge.articles import drafted, published


def test_a_rating_is_one_for_each_person_and_can_change(cast: Cast) -> None:
    article = published(cast)
    for is_helpful in (True, False, False):
        actions.rate(article, by=cast.by("requester"), is_helpful=is_helpful, why="Step 3 is gone.")
    actions.rate(article, by=cast.by("colleague"), is_helpful=True)
    article.refresh_from_db()
    assert (article.helpful_count, article.unhelpful_count, Rating.objects.count()) == (1, 1, 2)
    assert Entry.objects.about(article).filter(kind="article.rated").count() == 3


def test_its_owner_is_told_what_did_not_help_and_why(cast: Cast) -> None:
    actions.rate(published(cast), by=cast.by("requester"), is_helpful=False, why="Step 3 is gone.")
    assert Notice.objects.get(occasion="article_unhelpful").person == cast.agent
    while outbox.deliver("mail"):
        pass
    mail = DemoMail.objects.get(subject__contains="Did not help")
    assert "Step 3 is gone." in mail.text and "Step 3 is gone." in mail.html


def test_who_may_not_read_it_does_not_rate_it(cast: Cast) -> None:
    for article in (drafted(cast), published(cast, readers="staff")):
        with pytest.raises(NotAllowed):
            actions.rate(article, by=cast.by("requester"), is_helpful=True)


def test_a_reading_counts_once_a_day(cast: Cast) -> None:
    article, today = published(cast), date(2026, 3, 2)
    assert [actions.note_view(article, cast.requester, today) for _twice in range(2)] == [True, False]
    actions.note_view(article, cast.requester, date(2026, 3, 3))
    article.refresh_from_db()
    assert article.view_count == 2


def test_a_use_is_counted_once(cast: Cast) -> None:
    article, incident = published(cast), resolved(cast)
    for _twice in range(2):
        actions.use(article, by=cast.by("specialist"), incident=incident)
    article.refresh_from_db()
    assert (article.use_count, Use.objects.count()) == (1, 1)


def test_an_article_named_in_a_resolution_was_used(cast: Cast) -> None:
    from incidents import actions as on_incidents

    article, private = published(cast), drafted(cast, by="agent", readers="teams", teams=[cast.desk])
    said = f"{article.reference} Connect to the VPN; {private.reference.lower()}; KB-999999"
    on_incidents.resolve(in_diagnosis(cast), by=cast.by("specialist"), code=code(), **RESOLUTION, article=said)
    while outbox.deliver("follow"):
        pass
    assert list(Use.objects.values_list("article", flat=True)) == [article.pk]


def test_an_incident_one_may_not_see_is_not_named(cast: Cast) -> None:
    incident = restrict(resolved(cast), by=cast.by("specialist"), people=[])
    with pytest.raises(NotAllowed):
        actions.use(published(cast), by=cast.by("agent"), incident=incident)


def test_a_draft_after_an_incident_is_filled_in_for_staff(cast: Cast) -> None:
    article = actions.draft_after(resolved(cast), by=cast.by("specialist"), language="en")
    assert article.latest is not None
    assert "## Symptoms\n\nThe printer prints nothing." in article.latest.body
    assert "Cable replaced." in article.latest.body
    assert (article.readers, list(article.services.all())) == ("staff", [cast.service])


def test_an_open_incident_has_taught_nothing_yet(cast: Cast) -> None:
    with pytest.raises(NotNow):
        actions.draft_after(in_diagnosis(cast), by=cast.by("specialist"), language="en")


def test_what_a_confidential_incident_taught_only_those_named_on_it_see(cast: Cast) -> None:
    incident = restrict(resolved(cast), by=cast.by("specialist"), people=[])
    article = actions.draft_after(incident, by=cast.by("specialist"), language="en")
    assert Article.visible_to(cast.specialist).exists()
    for other in (cast.agent, cast.administrator, cast.other_specialist):
        assert not Article.visible_to(other).exists()
        assert not Article.workable_by(other).exists()
    sent = actions.send_to_review(article, by=cast.by("specialist"))
    assert not Notice.objects.filter(occasion="article_to_review").exists()
    with pytest.raises(NotAllowed):
        actions.publish(sent, by=cast.by("administrator"), acknowledged=True)


def test_a_comment_goes_to_the_owner(cast: Cast) -> None:
    article = published(cast)
    actions.comment(article, by=cast.by("specialist"), text="The picture is old.")
    assert Notice.objects.filter(occasion="article_answered", person=cast.agent).count() == 2
    with pytest.raises(Invalid):
        actions.comment(article, by=cast.by("specialist"), text=" ")
    with pytest.raises(NotAllowed):
        actions.comment(article, by=cast.by("requester"), text="Hello")
