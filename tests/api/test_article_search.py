"""Programs find articles as people do: what their owner may read, and nothing else."""

from __future__ import annotations

import pytest

from knowledge.finding.index import count
from tests.api.conftest import program_of
from tests.cast import Cast
from tests.knowledge.articles import published


def test_it_finds_what_answers(cast: Cast) -> None:
    article = published(cast, body="Press <b> & go on to the VPN.")
    found = program_of(cast, "requester", "read").get("articles/search/?q=vpn+from+home").json()
    row = found["results"][0]
    assert (row["reference"], row["title"], row["language"]) == (article.reference, "Connect to the VPN", "en")
    assert "& go on to the VPN." in row["snippet"]
    assert "&amp; go on to the <mark>VPN</mark>." in row["snippet_html"]
    assert found["next"] is None


def test_it_gives_nothing_away(cast: Cast) -> None:
    published(cast, title="Zanzibar", readers="staff")
    count()
    assert program_of(cast, "requester", "read").get("articles/search/?q=zanzibra").json()["results"] == []
    assert len(program_of(cast, "agent", "read").get("articles/search/?q=zanzibra").json()["results"]) == 1


@pytest.mark.parametrize("asked", ["", "q=", "q=x&language=xx", "q=x&limit=0"])
def test_it_says_what_cannot_be_understood(cast: Cast, asked: str) -> None:
    assert program_of(cast, "requester", "read").get(f"articles/search/?{asked}").status_code == 400
