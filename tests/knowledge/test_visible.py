"""Who may know of an article, and of which of its versions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.actions import restrict
from knowledge import actions
from knowledge.models import Article
from people.models import Right, Role, User
from tests.cast import Cast
from tests.journeys import resolved
from tests.knowledge.articles import drafted, knowledge_manager, published, publisher, retired, rewritten

STAFF = {
    "agent",
    "specialist",
    "other_specialist",
    "incident_manager",
    "service_owner",
    "manager",
    "administrator",
}
EVERYBODY = {*STAFF, "supplier", "requester", "colleague", "stranger"}
READ: dict[str, tuple[Callable[[Cast], Article], set[str]]] = {
    "public": (published, EVERYBODY),
    "with a new draft": (rewritten, EVERYBODY),
    "staff": (lambda cast: published(cast, readers="staff"), STAFF),
    "a team": (lambda cast: published(cast, readers="teams", teams=[cast.desk]), {"agent", "administrator"}),
    "a draft": (drafted, set()),
    "retired": (retired, set()),
}


@pytest.mark.parametrize("what", READ)
def test_who_reads_what(cast: Cast, what: str) -> None:
    make, readers = READ[what]
    make(cast)
    assert {name for name, person in cast.people.items() if Article.readable_to(person).exists()} == readers


@pytest.mark.parametrize("what", READ)
def test_whoever_reads_it_may_know_of_it_and_writers_of_every_draft(cast: Cast, what: str) -> None:
    make, readers = READ[what]
    make(cast)
    writers = {"agent", "administrator"} if what == "a team" else STAFF - {"manager"}
    visible = {name for name, person in cast.people.items() if Article.visible_to(person).exists()}
    assert visible == readers | writers
    assert {name for name, person in cast.people.items() if Article.workable_by(person).exists()} == writers


def test_who_writes_only_own_ones_sees_no_others_draft(cast: Cast) -> None:
    Right.objects.filter(role__code="specialist", activity="write_articles").update(scope="own")
    own, other = drafted(cast, by="specialist"), drafted(cast)
    assert list(Article.visible_to(cast.specialist)) == [own]
    assert list(Article.visible_to(cast.other_specialist)) == []
    assert set(Article.visible_to(cast.agent)) == {own, other}


def test_a_reviewer_sees_what_they_are_asked_to_look_at(cast: Cast) -> None:
    Right.objects.filter(role__code="specialist", activity="write_articles").update(scope="own")
    Article.objects.filter(pk=drafted(cast).pk).update(reviewer=cast.specialist)
    assert Article.visible_to(cast.specialist).exists()


def test_who_left_reads_nothing(cast: Cast) -> None:
    published(cast)
    cast.requester.is_active = cast.agent.is_active = False
    assert not Article.readable_to(cast.requester).exists()
    assert not Article.visible_to(cast.agent).exists()


def test_knowledge_managers_see_all(cast: Cast) -> None:
    published(cast, readers="teams", teams=[cast.network])
    drafted(cast, by="specialist", readers="teams", teams=[cast.network])
    assert Article.visible_to(knowledge_manager(cast)).count() == 2


def test_the_title_of_a_draft_is_for_who_works_on_it(cast: Cast) -> None:
    incident = restrict(resolved(cast), by=cast.by("specialist"), people=[cast.administrator])
    article = actions.draft_after(incident, by=cast.by("specialist"), language="en")
    article = actions.write(article, by=cast.by("specialist"), title="How to print", body="Press print.")
    article = actions.send_to_review(article, by=cast.by("specialist"))
    article = actions.publish(article, by=publisher(cast), acknowledged=True)
    actions.write(article, by=cast.by("specialist"), title="What the director printed")
    titles = {
        name: Article.visible_to(getattr(cast, name)).select_related("published").get().shown_title
        for name in ("agent", "specialist")
    }
    assert titles == {"agent": "How to print", "specialist": "What the director printed"}


def test_a_machine_and_who_has_no_role_read_what_everybody_does(cast: Cast) -> None:
    published(cast)
    robot = User.objects.create_user("robot@cast.example", name="Robot")
    assert Article.visible_to(robot).count() == 1
    assert not Role.objects.filter(people=robot).exists()
