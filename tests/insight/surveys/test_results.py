"""The page of satisfaction: the right figures to the right people, at a fixed price (SPEC G3)."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents import actions
from people.models import User
from surveys.actions import answer
from surveys.models import Invitation
from surveys.results import Narrow, results
from tests.cast import Cast
from tests.surveys.conftest import asked, by_mail, rule

PAGE = "/insight/surveys/"


def rated(cast: Cast, *scores: int, comment: str = "", **what: object) -> list[Invitation]:
    rule(pause_days=0)
    made = []
    for score in scores:
        invitation = asked(cast, **what)
        answer(invitation, by=by_mail(invitation.person), score=score, comment=comment)
        made.append(invitation)
    return made


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.manager)
    return client


@pytest.mark.parametrize(("name", "status"), [("manager", 200), ("agent", 200), ("requester", 403), ("supplier", 403)])
def test_it_opens_to_whoever_sees_everything(cast: Cast, client: Client, name: str, status: int) -> None:
    client.force_login(getattr(cast, name))
    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}export.csv").status_code == status


def test_the_figures_are_by_whose_work_it_was(cast: Cast, manager: Client) -> None:
    rated(cast, 5, 5, 4, 2)
    asked(cast)
    found = manager.get(PAGE).context["found"]
    assert (found.whole.count, found.whole.satisfied, found.whole.rate) == (4, 75, 80)
    for code, name in (("team", "Jaringan"), ("service", "E-mail"), ("agent", "Sari Wulandari")):
        (row,) = found.groups[code]
        assert (row.name, row.pile.count) == (name, 4)
    narrowed = manager.get(f"{PAGE}?group=team&key={cast.network.pk}").context
    assert narrowed["name"] == "Jaringan" and narrowed["found"].whole.count == 4
    assert manager.get(f"{PAGE}?group=team&key={cast.desk.pk}").context["found"].whole.count == 0


@pytest.mark.parametrize("query", ["?period=x", "?group=x&key=y", "?group=team&key=-1", "?group=agent&key=999999999999",
    "?after=xx", "?group=team&key=%00", "?group=service&key="])  # fmt: skip
def test_whatever_is_asked_it_answers(cast: Cast, manager: Client, query: str) -> None:
    rated(cast, 3)
    assert manager.get(PAGE + query).status_code == 200
    assert manager.get(f"{PAGE}export.csv{query}").status_code == 200


def test_what_is_confidential_counts_for_those_who_may_see_it_only(cast: Cast, manager: Client) -> None:
    (invitation,) = rated(cast, 1, comment="secret words")
    actions.restrict(invitation.incident, by=cast.by("specialist"), people=[cast.specialist])
    page = manager.get(PAGE)
    assert page.context["found"].whole.count == 0
    assert "secret words" not in page.text


@pytest.mark.parametrize(("count", "shown"), [(4, 0), (5, 5)])
def test_anonymous_answers_show_from_five_on_without_a_trace(
    cast: Cast, manager: Client, count: int, shown: int
) -> None:
    rule(is_anonymous=True)
    made = rated(cast, *[1] * count, comment="secret words")
    page = manager.get(PAGE)
    assert page.context["found"].whole.count == shown
    assert ("secret words" in page.text) == bool(shown)
    assert cast.requester.name not in page.text and made[0].incident.handle not in page.text
    narrowed = manager.get(f"{PAGE}?group=team&key={cast.network.pk}")
    assert narrowed.context["found"].whole.count == 0 and "secret words" not in narrowed.text


def test_a_few_anonymous_answers_cannot_be_reckoned_from_the_rest(cast: Cast, manager: Client) -> None:
    rule(is_anonymous=True)
    rated(cast, *[5] * 6)
    rated(cast, 1, service=cast.core)
    found = manager.get(PAGE).context["found"]
    assert found.whole.count == 7
    assert found.groups["service"] == []


def test_the_file_holds_the_same_and_no_formula(cast: Cast, manager: Client) -> None:
    rated(cast, 5, 3)
    type(cast.network).objects.filter(pk=cast.network.pk).update(name="=1+1")
    rows = list(csv.DictReader(io.StringIO(manager.get(f"{PAGE}export.csv").text)))
    assert (rows[0]["by"], rows[0]["answers"], rows[0]["mean"]) == ("all", "2", "4.00")
    assert [row["name"] for row in rows if row["by"] == "team"] == ["'=1+1"]


def test_whoever_does_not_see_everything_counts_nothing(cast: Cast) -> None:
    rated(cast, 5)
    supplier = User.objects.get(pk=cast.supplier.pk)
    assert results(supplier, Narrow("month", timezone.localtime())).whole.count == 0


def test_it_takes_the_same_number_of_queries_however_much_was_said(cast: Cast, manager: Client) -> None:
    counts = []
    for turns in (2, 12):
        rated(cast, *[4] * turns, comment="Words.")
        for address in (PAGE, f"{PAGE}?group=team&key={cast.network.pk}", f"{PAGE}export.csv"):
            manager.get(address)
            with CaptureQueriesContext(connection) as queries:
                manager.get(address)
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 32
