"""A list as a file: the same rows, readable by a spreadsheet and harmless in it (SPEC H4)."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.journeys import in_diagnosis, registered

pytestmark = pytest.mark.django_db


def table(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(f"/desk/export.csv{address}")
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_it_has_the_rows_of_the_list_in_its_order(client: Client, cast: Cast) -> None:
    first, second = registered(cast), in_diagnosis(cast)
    client.force_login(cast.agent)
    assert [row["Reference"] for row in table(client, "?sort=reference")] == [first.handle, second.handle]
    assert [row["Reference"] for row in table(client, "?q=is:unassigned")] == [first.handle]
    [row] = table(client, "?q=state:in_diagnosis")
    assert (row["Title"], row["Assignee"], row["Team"]) == (second.title, str(second.assignee), str(second.owning_team))
    assert row["Detected"].endswith("+07:00")


def test_it_is_in_the_language_of_the_person(client: Client, cast: Cast) -> None:
    registered(cast)
    cast.agent.language = "id"
    cast.agent.save()
    client.force_login(cast.agent)
    [row] = table(client, "")
    assert row["Referensi"]


@pytest.mark.parametrize("title", ['=HYPERLINK("http://evil")', "+1+1", "-2", "@SUM(A1)"])
def test_a_formula_is_a_text(title: str, client: Client, cast: Cast) -> None:
    registered(cast, title=title)
    client.force_login(cast.agent)
    assert table(client, "")[0]["Title"] == f"'{title}"


def test_requesters_have_no_list_to_take_along(client: Client, cast: Cast) -> None:
    client.force_login(cast.requester)
    assert client.get("/desk/export.csv").status_code == 403


def test_its_queries_do_not_grow_with_its_rows(client: Client, cast: Cast) -> None:
    client.force_login(cast.agent)
    counts = []
    for rows in (1, 6):
        for _ in range(rows):
            in_diagnosis(cast)
        table(client, "?view=all")
        with CaptureQueriesContext(connection) as taken:
            table(client, "?view=all")
        counts.append(len(taken))
    assert counts[0] == counts[1]
