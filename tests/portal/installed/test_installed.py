"""The app on the home screen: manifest, worker, page without a connection."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_manifest_has_what_a_browser_needs_to_install_it(client: Client) -> None:
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": "id"})
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["display"], told["start_url"]) == ("id", "standalone", "/")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        assert finders.find(re.sub(r"^/static/|\.[0-9a-f]{12}(?=\.)", "", icon["src"]))


def test_the_page_without_a_connection_is_nobodys(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    shown = client.get("/offline/?in=id").text
    assert "Tidak ada sambungan" in shown and cast.requester.name not in shown
    assert "No connection" in client.get("/offline/?in=en").text
    assert client.get("/offline/?in=../x").status_code == 200


def test_the_worker_keeps_that_page_and_nothing_personal(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    told = client.get("/worker.js")
    kept = re.search(r"KEPT = \[(.*)\]", told.text)
    assert told["Content-Type"].startswith("text/javascript") and kept
    assert "offline" in kept[1] and "tickets" not in kept[1]
    assert client.get("/worker.js").text == told.text
