"""The search page and the palette: what they show is escaped, marked, and only what may be seen."""

from __future__ import annotations

from django.test import Client

from incidents import actions
from incidents.finding import text
from knowledge import actions as articles
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered
from tests.knowledge.articles import fields, published


def test_it_finds_incidents_people_and_services(client: Client, cast: Cast) -> None:
    row = registered(cast, title="Printer <b>macet</b>")
    client.force_login(cast.agent)
    page = client.get("/desk/search/?q=macet")
    assert "Printer &lt;b&gt;<mark>macet</mark>" in page.text
    assert row.desk_url() in page.text
    assert "Dewi Lestari" in client.get("/desk/search/?q=dewi").text
    assert "E-mail" in client.get("/desk/search/?q=e-mail").text


def test_it_says_what_it_read_instead(client: Client, cast: Cast) -> None:
    registered(cast, title="Printer macet")
    text.learn()
    client.force_login(cast.agent)
    assert "“priner” occurs nowhere; looked for printer too." in client.get("/desk/search/?q=priner").text


def test_the_palette_gets_options(client: Client, cast: Cast) -> None:
    row = registered(cast, title="Printer macet")
    client.force_login(cast.agent)
    answer = client.get("/desk/search/?q=printer", headers={"HX-Request": "true"})
    assert f'data-href="{row.desk_url()}"' in answer.text
    assert "<html" not in answer.text


def test_a_reference_leads_straight_to_its_incident(client: Client, cast: Cast) -> None:
    row = registered(cast)
    client.force_login(cast.agent)
    assert client.get(f"/desk/search/?q={row.handle.lower()}").headers["Location"] == row.desk_url()


def test_it_says_what_to_do_where_nothing_is_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    assert "Nothing found" in client.get("/desk/search/?q=xyzzy").text
    assert "What are you looking for?" in client.get("/desk/search/").text


def test_it_gives_nothing_away(client: Client, cast: Cast) -> None:
    secret = in_diagnosis(cast, title="Gaji bocor")
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    client.force_login(cast.agent)
    assert client.get(f"/desk/search/?q={secret.handle}").status_code == 200
    for asked in ("gaji", secret.handle):
        assert secret.desk_url() not in client.get(f"/desk/search/?q={asked}").text
    client.force_login(cast.requester)
    assert client.get("/desk/search/?q=gaji").status_code == 403


def test_articles_are_found_on_the_page_and_in_the_palette(client: Client, cast: Cast) -> None:
    article = published(cast)
    secret = articles.draft(
        by=cast.by("administrator"), **fields(title="Zanzibar vault", readers="teams", teams=[cast.vendor])
    )
    secret = articles.send_to_review(secret, by=cast.by("administrator"))
    articles.publish(secret, by=cast.by("administrator"))
    client.force_login(cast.agent)
    assert "Connect to the <mark>VPN</mark>" in client.get("/desk/search/?q=vpn").text
    palette = client.get("/desk/search/?q=vpn", headers={"HX-Request": "true"}).text
    assert f'data-href="{article.desk_url()}"' in palette
    assert "anzibar" not in client.get("/desk/search/?q=vault").text
