"""What is found: in other words, other forms, another language, with typing errors; by whom; and nothing ever fails."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import actions
from knowledge.finding import find, suggest
from knowledge.finding.index import count, index_anew
from knowledge.models import Article, Posting, Synonym
from people.actions import add, change
from tests.cast import Cast
from tests.knowledge.articles import in_review, published, publisher, retired, rewritten


def titles(cast: Cast, text: str, who: str = "requester", **how: object) -> list[str]:
    found = find(text, cast.people[who], **how)  # type: ignore[arg-type]
    return [hit.article.published.title for hit in found.hits if hit.article.published]


PRINTER = {
    "title": "Memasang pencetak baru",
    "summary": "Tambahkan mesin cetak bersama.",
    "body": "## Langkah\n\nBuka pengaturan, pilih nama sesuai lantai, lalu cobalah halaman uji.",
    "language": "id",
}
MAIL = {
    "title": "Set up your mailbox on a phone",
    "summary": "For Android and iPhone.",
    "body": "Open the settings and add an Exchange account. Type your address and password.",
    "tags": ["outlook"],
}


@pytest.fixture
def told(cast: Cast) -> Cast:
    published(cast, **PRINTER)
    published(cast, **MAIL)
    published(cast)
    count()
    return cast


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("memasang pencetak baru", PRINTER),
        ("pemasangan pencetak", PRINTER),
        ("printer", PRINTER),
        ("install printer", PRINTER),
        ("pencetka baru", PRINTER),
        ("how do I get my email on the iphone?", MAIL),
        ("surel di hp", MAIL),
        ("settimgs exchsnge", MAIL),
        ("exchange accounts", MAIL),
        ("outlook", MAIL),
        ("mail box", MAIL),
    ],
)
def test_it_is_found(told: Cast, asked: str, first: dict[str, str]) -> None:
    assert titles(told, asked)[:1] == [first["title"]]


def test_a_reference_finds_its_article(cast: Cast) -> None:
    article = published(cast)
    hidden = published(cast, readers="staff")
    assert [hit.article for hit in find(f" {article.reference.lower()} ", cast.requester).hits] == [article]
    assert find(hidden.reference, cast.requester).hits == []
    assert find("KB-999999999", cast.requester).hits == []


def test_who_types_finds_by_beginnings(told: Cast) -> None:
    assert titles(told, "mailb", is_typing=True)[:1] == [MAIL["title"]]
    assert titles(told, "an", is_typing=True)[:1] == [MAIL["title"]]


def test_it_says_what_was_meant_and_why_it_was_found(told: Cast) -> None:
    found = find("mailbx frobnicate", told.requester)
    assert found.meant == {"mailbx": "mailbox"}
    assert found.hits[0].title_html == "Set up your <mark>mailbox</mark> on a phone"
    assert "mailbox" in found.hits[0].why
    assert "frobnicate" in found.hits[0].why


def test_what_is_found_is_escaped_and_marked(cast: Cast) -> None:
    published(cast, title="Use <b>bold</b>", summary="", body="<script>alert('bold')</script> & more")
    hit = find("bold", cast.requester).hits[0]
    assert hit.title_html == "Use &lt;b&gt;<mark>bold</mark>&lt;/b&gt;"
    assert "<script" not in hit.snippet_html
    assert "<mark>bold</mark>" in hit.snippet_html


def test_the_snippet_shows_where_it_stands(cast: Cast) -> None:
    published(cast, body=f"{'Nothing here. ' * 60}Then press the purple button. {'And so on. ' * 60}")
    hit = find("purple button", cast.requester).hits[0]
    assert "<mark>purple</mark> <mark>button</mark>" in hit.snippet_html
    assert hit.snippet_html.startswith("… ")
    assert hit.snippet_html.endswith(" …")
    assert len(hit.snippet_html) < 320


def test_what_is_retired_or_not_published_is_not_found(cast: Cast) -> None:
    in_review(cast, title="Secret plan")
    retired(cast, title="Old secret")
    assert titles(cast, "secret", "administrator") == []


def test_a_draft_beside_it_is_not_found(cast: Cast) -> None:
    article = rewritten(cast)
    article = actions.write(article, by=cast.by("agent"), title="Zebra", body="Zebra crossing.")
    count()
    assert titles(cast, "zebra", "administrator") == []
    assert "Zebra" not in str(find("vpn", cast.requester).hits)
    actions.publish(actions.send_to_review(article, by=cast.by("agent")), by=publisher(cast))
    assert titles(cast, "zebra") == ["Zebra"]


def test_a_tag_is_found_as_soon_as_it_is_said(cast: Cast) -> None:
    article = published(cast)
    actions.write(article, by=cast.by("agent"), tags=["globalprotect"])
    assert titles(cast, "globalprotect") == ["Connect to the VPN"]


def test_all_is_found_after_indexing_anew(told: Cast) -> None:
    Posting.objects.all().delete()
    assert titles(told, "printer") == []
    assert index_anew() == 3
    assert titles(told, "printer") == [PRINTER["title"]]


def test_kinds_and_language_narrow_and_prefer(cast: Cast) -> None:
    published(cast, title="VPN", kind="faq", language="id", body="VPN")
    published(cast, title="VPN", kind="how_to", language="en", body="VPN")
    for language in ("id", "en"):
        hits = find("vpn", cast.requester, language=language).hits
        assert hits[0].article.language == language
    assert [hit.article.kind for hit in find("vpn", cast.requester, kinds=["faq"]).hits] == ["faq"]


def test_what_helped_comes_first_of_what_is_alike(cast: Cast) -> None:
    for _copy in range(3):
        published(cast)
    best = Article.objects.order_by("pk")[1]
    for name in ("requester", "colleague", "stranger"):
        actions.rate(best, by=cast.by(name), is_helpful=True)
    assert find("vpn", cast.requester).hits[0].article == best


def test_a_synonym_counts_at_once(told: Cast) -> None:
    assert titles(told, "gawai") == []

    row = add(Synonym(words="Gawai,  phone"), by=told.by("administrator"))
    assert row.words == "gawai, phone"
    assert titles(told, "gawai") == [MAIL["title"]]
    change(row, by=told.by("administrator"), fields={"is_active": False})
    assert titles(told, "gawai") == []


def test_a_report_is_answered_only_by_what_is_about_it(told: Cast) -> None:
    report = "Saya mau memasang pencetak baru di lantai tiga tetapi halaman uji tidak keluar"
    assert [article.published.title for article in suggest(report, told.requester) if article.published] == [
        PRINTER["title"]
    ]
    assert suggest("The coffee machine leaks again, somebody call the janitor", told.requester) == []


def test_the_number_of_queries_does_not_grow(told: Cast) -> None:
    def counted(text: str) -> int:
        find(text, told.requester)
        with CaptureQueriesContext(connection) as asked:
            find(text, told.requester)
        return len(asked)

    few = counted("printer")
    for turn in range(12):
        published(told, title=f"Printer {turn}", body="Printer and mailbox on the phone.")
    count()
    assert counted("printer") == counted("how do I set up the printr and the mailbox on my phone at home") == few == 8


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), is_typing=st.booleans())
def test_anything_may_be_asked(told: Cast, text: str, is_typing: bool) -> None:
    readable = set(Article.readable_to(told.requester).values_list("pk", flat=True))
    found = find(text, told.requester, is_typing=is_typing)
    assert {hit.article.pk for hit in found.hits} <= readable
    assert {article.pk for article in suggest(text, told.requester)} <= readable


@pytest.mark.parametrize(
    "text", ["", " ", "%s", "'; DROP TABLE x; --", "\\", "a" * 5000, "the of and", "\x00", "🙂", "%(x)s {0}"]
)
def test_strange_questions_do_not_fail(told: Cast, text: str) -> None:
    find(text, told.requester)
    suggest(text, told.requester)
