from __future__ import annotations

import pytest

from knowledge import actions
from knowledge.models import Article, Version
from records.models import Entry
from records.refusals import Changed, Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.knowledge.articles import drafted, in_review, published, publisher, rewritten


def kinds(article: Article) -> list[str]:
    return list(Entry.objects.about(article).values_list("kind", flat=True))


def test_whoever_begins_an_article_owns_it(cast: Cast) -> None:
    article = drafted(cast, tags=["VPN", "vpn ", "Remote  work"])
    assert (article.owner, article.state, article.title) == (cast.agent, "draft", "Connect to the VPN")
    assert article.reference.startswith("KB-")
    assert article.tags == ["vpn", "remote work"]
    assert article.latest is not None and article.latest.number == 1
    assert kinds(article) == ["article.drafted"]


def test_a_requester_writes_no_articles(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        drafted(cast, by="requester")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"body": "x" * 60_001}, "body"),
        ({"language": "xx"}, "language"),
        ({"readers": "teams"}, "teams"),
        ({"kind": "poem"}, "kind"),
        ({"tags": ["x" * 41]}, "tags"),
        ({"tags": [str(n) for n in range(13)]}, "tags"),
    ],
)
def test_what_is_not_possible_is_refused_at_its_field(cast: Cast, said: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        drafted(cast, **said)
    assert set(refused.value.errors) == {field}
    assert not Article.objects.exists()


def test_an_owner_who_could_not_see_it_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.write(drafted(cast), by=cast.by("agent"), owner=cast.requester)
    assert set(refused.value.errors) == {"owner"}


def test_a_draft_is_saved_in_place(cast: Cast) -> None:
    article = actions.write(drafted(cast), by=cast.by("specialist"), title="VPN", body="Anew.")
    assert article.title == "VPN"
    assert list(Version.objects.values_list("number", "title", "body")) == [(1, "VPN", "Anew.")]
    assert kinds(article)[-1] == "article.written"


def test_without_a_difference_nothing_is_recorded(cast: Cast) -> None:
    article = drafted(cast)
    actions.write(article, by=cast.by("agent"), title=f" {article.title} ", services=[])
    assert kinds(article) == ["article.drafted"]


def test_a_published_article_gets_a_new_version_that_nobody_reads_yet(cast: Cast) -> None:
    article = rewritten(cast)
    assert (article.state, article.has_draft) == ("draft", True)
    shown = Article.readable_to(cast.requester).get()
    assert shown.published is not None and "VPN" in shown.published.body
    assert list(article.versions.order_by("number").values_list("number", "body"))[1] == (2, "Another text.")


def test_what_is_said_of_all_versions_makes_no_new_one(cast: Cast) -> None:
    article = actions.write(published(cast), by=cast.by("agent"), tags=["vpn"])
    assert (article.state, article.versions.count()) == ("published", 1)


def test_only_a_publisher_changes_who_reads_what_is_published(cast: Cast) -> None:
    article = published(cast, readers="staff")
    with pytest.raises(NotAllowed):
        actions.write(article, by=cast.by("agent"), readers="public")
    assert not Article.readable_to(cast.requester).exists()
    actions.write(article, by=publisher(cast), readers="public")
    assert Article.readable_to(cast.requester).exists()


def test_what_others_wrote_meanwhile_is_not_lost(cast: Cast) -> None:
    article = drafted(cast)
    actions.write(article, by=cast.by("specialist"), body="Theirs.")
    with pytest.raises(Changed) as refused:
        actions.write(article, by=cast.by("agent"), body="Mine.", seen=article.entry_number)
    assert [entry.kind for entry in refused.value.entries] == ["article.written"]


def test_a_rating_disturbs_nobody_who_writes(cast: Cast) -> None:
    article = published(cast)
    actions.rate(article, by=cast.by("requester"), is_helpful=True)
    written = actions.write(article, by=cast.by("agent"), body="Mine.", seen=article.entry_number)
    assert written.has_draft


def test_what_is_in_review_is_not_written_on(cast: Cast) -> None:
    with pytest.raises(NotNow):
        actions.write(in_review(cast), by=cast.by("agent"), body="Quickly.")


def test_a_team_article_is_written_on_by_that_team(cast: Cast) -> None:
    article = drafted(cast, by="specialist", readers="teams", teams=[cast.network])
    with pytest.raises(NotAllowed):
        actions.write(article, by=cast.by("agent"), body="Mine.")
    actions.write(article, by=cast.by("other_specialist"), body="Ours.")
