"""What somebody may not read is not found, not suggested, and none of its words is told."""

from __future__ import annotations

import pytest

from knowledge import actions
from knowledge.finding import failing, find, suggest
from knowledge.finding.index import count
from knowledge.models import Article, SearchTerm
from notifications import outbox
from tests.cast import Cast
from tests.knowledge.articles import published, publisher

SECRET = {"title": "Rotate the zanzibar key", "summary": "", "body": "The zanzibar vault is opened with a quoxel."}
MAY = {
    "public": {"requester", "stranger", "supplier", "agent", "specialist", "other_specialist", "administrator"},
    "staff": {"supplier", "agent", "specialist", "other_specialist", "administrator"},
    "teams": {"specialist", "other_specialist", "administrator"},
}


def secret(cast: Cast, readers: str) -> Article:
    by = "administrator"
    teams = {"teams": [cast.network]} if readers == "teams" else {}
    article = actions.draft(by=cast.by(by), language="en", readers=readers, **teams, **SECRET)
    article = actions.publish(actions.send_to_review(article, by=cast.by(by)), by=publisher(cast))
    count()
    return article


@pytest.mark.parametrize("readers", list(MAY))
@pytest.mark.parametrize("who", sorted(MAY["public"]))
def test_only_who_may_read_finds_it(cast: Cast, readers: str, who: str) -> None:
    article = secret(cast, readers)
    person, may = cast.people[who], who in MAY[readers]
    for asked in ("zanzibar", "zanzibra", "zanz", "rotate the zanzibar key", "quoxel"):
        for is_typing in (False, True):
            found = find(asked, person, is_typing=is_typing)
            if not may:
                assert found.hits == [] and found.meant == {}
            elif readers != "teams" or asked not in ("zanzibra", "zanz"):  # words of teams are completed for nobody
                assert [hit.article for hit in found.hits] == [article]
    assert (suggest("Please rotate the zanzibar key in the vault", person) == [article]) is may


@pytest.mark.parametrize(("readers", "who"), [("staff", "requester"), ("teams", "agent"), ("teams", "requester")])
def test_its_words_are_not_offered_for_others(cast: Cast, readers: str, who: str) -> None:
    published(cast, title="Open the safe", body="With a key.")
    secret(cast, readers)
    found = find("zanzibra key", cast.people[who])
    assert [hit.article.published.title for hit in found.hits if hit.article.published] == ["Open the safe"]
    assert "zanzibar" not in str(found)
    assert find("zanzibra key", cast.people[who]).meant == find("zzzzibra key", cast.people[who]).meant == {}


def test_words_of_teams_are_offered_to_nobody(cast: Cast) -> None:
    secret(cast, "teams")
    term = SearchTerm.objects.get(term="zanzibar")
    assert (term.articles, term.public, term.staff) == (1, 0, 0)


def test_words_are_forgotten_when_fewer_may_read(cast: Cast) -> None:
    article = secret(cast, "public")
    assert find("zanzibra", cast.requester).meant == {"zanzibra": "zanzibar"}
    actions.write(article, by=cast.by("administrator"), readers="staff")
    outbox.deliver("follow", limit=50)
    assert find("zanzibra", cast.requester).hits == []
    assert SearchTerm.objects.get(term="zanzibar").public == 0
    actions.retire(article, by=publisher(cast), why="Over.")
    outbox.deliver("follow", limit=50)
    assert not SearchTerm.objects.filter(term="zanzibar").exists()


def test_looking_does_not_count_for_others(cast: Cast) -> None:
    secret(cast, "staff")
    find("zanzibar", cast.agent)
    assert failing() == []
