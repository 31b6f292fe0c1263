"""The list: columns, groups, pages, and what happened to it since it was made."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from incidents import actions
from incidents.actions.views import save_view
from incidents.finding.sorts import SORTS
from people.actions import change
from people.models import User
from tests.cast import Cast
from tests.journeys import classified, closed, detected, in_diagnosis, registered, resolved


def pages(client: Client, address: str) -> list[int]:
    seen: list[int] = []
    after = ""
    while True:
        context = client.get(f"{address}&after={after}").context
        seen += [row.incident.pk for row in context["rows"]]
        after = context["after"]
        if not after:
            return seen


@pytest.mark.parametrize("group", ["", "priority", "state", "team", "assignee", "service"])
def test_every_order_and_group_shows_each_row_once_over_all_pages(
    group: str, client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.queue.listing.PAGE", 3)
    made = [step(cast) for step in (detected, registered, classified, in_diagnosis, resolved, closed, registered)]
    client.force_login(cast.agent)
    for sort in SORTS:
        found = pages(client, f"/desk/?view=all&sort={sort}&group={group}")
        assert sorted(found) == sorted(row.pk for row in made), sort


def test_groups_have_heads(client: Client, cast: Cast) -> None:
    registered(cast)
    in_diagnosis(cast)
    client.force_login(cast.agent)
    heads = [row.head for row in client.get("/desk/?group=assignee").context["rows"]]
    assert heads == ["Nobody", cast.specialist.name]


def test_the_filter_row_writes_into_the_question(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    listing = client.get("/desk/?q=printer&state=registered&priority=P1").context["listing"]
    assert str(listing.asked) == "state:registered prio:P1 printer"


def test_what_cannot_be_understood_is_said_and_nothing_found(client: Client, cast: Cast) -> None:
    registered(cast)
    client.force_login(cast.agent)
    answer = client.get("/desk/?q=stat:open")
    assert "Did you mean “state”?" in answer.text
    assert answer.context["rows"] == []


def test_news_tell_what_came_and_bring_rows_as_they_are_now(client: Client, cast: Cast) -> None:
    shown, leaving = in_diagnosis(cast), in_diagnosis(cast)
    client.force_login(cast.agent)
    made = client.get("/desk/").context["made_at"]
    told = {"view": "live", "made": made, "since": made, "ids": f"{shown.pk},{leaving.pk}", "cols": ""}
    quiet = client.get("/desk/news/", told)
    assert "new or changed" not in quiet.text
    assert "<tr" not in quiet.text
    actions.comment(shown, by=cast.by("specialist"), text="More.", internal=True)
    actions.cancel(leaving, by=cast.by("agent"), reason="not_an_incident")
    registered(cast)
    loud = client.get("/desk/news/", told)
    assert "1 new or changed" in loud.text
    assert [(row.incident.pk, row.is_gone) for row in loud.context["rows"]] == [(shown.pk, False), (leaving.pk, True)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_itself_carries_what_its_news_need(language: str, client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.agent.pk).update(language=language)
    shown = in_diagnosis(cast)
    client.force_login(cast.agent)
    told = dict(re.findall(r'name="(made|since|ids|view|q|cols)" value="([^"]*)"', client.get("/desk/").text))
    actions.comment(shown, by=cast.by("specialist"), text="More.", internal=True)
    registered(cast)
    loud = client.get("/desk/news/", told)
    assert loud.context["news"] == 1
    assert [row.incident.pk for row in loud.context["rows"]] == [shown.pk]


def test_a_view_that_means_nothing_any_more_says_why(client: Client, cast: Cast) -> None:
    view = save_view(by=cast.by("agent"), name="Gone", question=f'team:"{cast.vendor.name}"', sort="due")
    change(cast.vendor, by=cast.by("administrator"), fields={"name": "Renamed"})
    client.force_login(cast.agent)
    assert "Nothing is called" in client.get(f"/desk/?view=v{view.pk}").text
    assert client.post(f"/desk/views/{view.pk}/", {"remove": "yes"}).status_code == 303


def test_odd_numbers_break_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    assert client.get(f"/desk/news/?ids={'9' * 5000},{'9' * 30}").status_code == 200
    assert client.get(f"/desk/T-{'9' * 5000}/").status_code == 404
    assert client.get(f"/desk/search/?q=T-{'9' * 100}").status_code == 200


def test_news_give_nothing_away(client: Client, cast: Cast) -> None:
    secret = in_diagnosis(cast)
    client.force_login(cast.agent)
    made = client.get("/desk/").context["made_at"]
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    answer = client.get("/desk/news/", {"view": "all", "made": made, "since": made, "ids": str(secret.pk)})
    assert secret.title not in answer.text
    assert answer.context["news"] == 0


def test_the_board_has_a_lane_for_each_state(client: Client, cast: Cast) -> None:
    rows = [detected(cast), registered(cast), classified(cast), in_diagnosis(cast), resolved(cast)]
    client.force_login(cast.agent)
    lanes = client.get("/desk/board/?view=all").context["lanes"]
    assert [[row.incident.pk for row in lane[1]] for lane in lanes] == [[row.pk] for row in rows]


def test_quick_look_help_and_columns_open(client: Client, cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.comment(row, by=cast.by("specialist"), text="Cable was loose.", internal=True)
    client.force_login(cast.agent)
    assert "Cable was loose." in client.get(f"{row.desk_url()}peek/").text
    assert "prio:" in client.get("/desk/language/").text
    assert client.get("/desk/layout/?cols=ref,title").context["columns"][0][0].name == "ref"
    client.force_login(cast.stranger)
    assert client.get(f"{row.desk_url()}peek/").status_code == 403
