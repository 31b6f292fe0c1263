"""What was looked for in vain is for who publishes; synonyms are kept by administrators."""

from __future__ import annotations

import pytest
from django.test import Client

from knowledge import finding
from knowledge.models import Synonym
from records.models import Entry
from tests.cast import Cast


def test_it_lists_what_nobody_found(client: Client, cast: Cast) -> None:
    for name in ("requester", "colleague"):
        person = cast.people[name]
        finding.remember("coffee <machine>", person, finding.find("coffee", person))
    client.force_login(cast.administrator)
    page = client.get("/desk/knowledge/failing/").text
    assert "coffee &lt;machine&gt;" in page
    assert "/admin/synonyms/" in page
    assert "/desk/knowledge/failing/" in client.get("/desk/knowledge/").text


@pytest.mark.parametrize("who", ["requester", "agent", "specialist", "supplier"])
def test_it_is_for_those_who_publish(client: Client, cast: Cast, who: str) -> None:
    client.force_login(cast.people[who])
    assert client.get("/desk/knowledge/failing/").status_code == 403
    assert "/desk/knowledge/failing/" not in client.get("/desk/knowledge/").text


def test_an_administrator_keeps_synonyms(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    assert "kata sandi" in client.get("/admin/synonyms/?q=password").text
    sent = client.post("/admin/synonyms/new/", {"words": "Gawai ,  Gadget", "is_active": "on", "key": "k1"})
    assert sent.status_code == 303
    row = Synonym.objects.get(words="gawai, gadget")
    assert Entry.objects.about(row).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("gawai", "at least two different words"),
        ("gawai, GAWAI", "at least two different words"),
        ("gawai, one two three four", "more than three words"),
        ("printer, pencetak, mesin cetak", "already exists"),
    ],
)
def test_a_group_that_makes_no_sense_is_refused(client: Client, cast: Cast, words: str, said: str) -> None:
    client.force_login(cast.administrator)
    page = client.post("/admin/synonyms/new/", {"words": words, "is_active": "on", "key": "k1"})
    assert page.status_code == 422
    assert said in page.text
