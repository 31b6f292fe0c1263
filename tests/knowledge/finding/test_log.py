"""What is remembered of searches: enough to write what is missing, nothing of who asked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from knowledge.finding import Failing, failing, find, opened, remember
from knowledge.finding.log import purge
from knowledge.models import Search
from people.models import User
from tests.cast import Cast
from tests.knowledge.articles import published


def ask(person: User, text: str, at: datetime | None = None) -> int | None:
    return remember(text, person, find(text, person), at)


def test_what_nobody_found_is_listed_by_how_many_asked(cast: Cast) -> None:
    now = timezone.now()
    for name in ("requester", "colleague"):
        ask(cast.people[name], "  Coffee   MACHINE ", now)
    for turn in range(3):
        ask(cast.stranger, "parking", now + timedelta(minutes=5 * turn))
    later = now + timedelta(minutes=10)
    assert failing(now=later) == [Failing("coffee machine", 2, 2, 0, now), Failing("parking", 3, 1, 0, later)]


def test_what_led_somebody_to_an_article_is_not(cast: Cast) -> None:
    article = published(cast)
    kept = ask(cast.requester, "vpn")
    assert [each.found for each in failing()] == [1]
    opened(str(kept), article, cast.stranger)
    assert len(failing()) == 1, "somebody else's search"
    opened(str(kept), article, cast.requester)
    assert failing() == []
    for strange in ("", "x", "-1", "9" * 40, "²"):
        opened(strange, article, cast.requester)


def test_typing_further_is_one_search(cast: Cast) -> None:
    now = timezone.now()
    for at, text in enumerate(["cof", "coff", "coffee", "coffee m"]):
        ask(cast.requester, text, now + timedelta(seconds=at))
    assert [row.text for row in Search.objects.all()] == ["coffee m"]
    ask(cast.requester, "parking", now + timedelta(seconds=9))
    ask(cast.requester, "coffee", now + timedelta(minutes=9))
    assert Search.objects.count() == 3


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mail of dewi@example.com", "mail of …"),
        ("call +62 812-3456-7890 please", "call … please"),
        ("3171234567890001", None),
        ("ab", None),
        ("office 365", "office 365"),
        ("a\x00bc", "a bc"),
        ("x" * 300, "x" * 120),
    ],
)
def test_addresses_and_long_numbers_are_not_kept(cast: Cast, said: str, kept: str | None) -> None:
    ask(cast.requester, said)
    row = Search.objects.first()
    assert (row.text if row else None) == kept


def test_who_asked_is_not_kept(cast: Cast) -> None:
    ask(cast.requester, "coffee")
    row = Search.objects.get()
    assert row.by not in ("", str(cast.requester.pk))
    assert {field.name for field in Search._meta.get_fields()} == {"id", "at", "text", "found", "by", "opened"}


def test_it_is_forgotten_after_ninety_days(cast: Cast) -> None:
    now = timezone.now()
    ask(cast.requester, "coffee", now - timedelta(days=91))
    ask(cast.requester, "parking", now - timedelta(days=89))
    assert [each.text for each in failing(now=now)] == ["parking"]
    assert purge(now) == 1
    assert [row.text for row in Search.objects.all()] == ["parking"]
