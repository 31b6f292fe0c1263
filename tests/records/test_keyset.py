"""Pages by keyset: every row once, whatever sorts alike; a cursor that is none shows the beginning."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client

from people.models import User
from records import keyset
from tests.cast import Cast


def twins(count: int) -> None:
    User.objects.bulk_create(
        User(email=f"twin{number}@example.com", name=f"Twin {number // 4}") for number in range(count)
    )


@pytest.mark.parametrize("order", [("name", "pk"), ("-name", "-pk"), ("-is_active", "name", "pk")])
def test_every_row_is_on_one_page_though_many_sort_alike(db: None, order: tuple[str, ...]) -> None:
    twins(23)
    rows, cursor, seen = User.objects.filter(name__startswith="Twin"), "", []
    for _turn in range(10):
        listed, cursor = keyset.page(rows, order, cursor, 5)
        seen += [row.pk for row in listed]
        if not cursor:
            break
    assert seen == list(rows.order_by(*order).values_list("pk", flat=True))


def test_rows_that_come_in_before_the_page_do_not_shift_it(db: None) -> None:
    twins(6)
    rows = User.objects.filter(name__startswith="Twin")
    first, cursor = keyset.page(rows, ("email",), "", 3)
    User.objects.create(email="twin0.0@example.com", name="Twin early")
    second, _end = keyset.page(rows, ("email",), cursor, 3)
    assert [row.email for row in first + second] == [f"twin{number}@example.com" for number in range(6)]


def test_the_last_page_has_no_next(db: None) -> None:
    twins(5)
    assert keyset.page(User.objects.filter(name__startswith="Twin"), ("name", "pk"), "", 5)[1] == ""


def _cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


NONSENSE = ["x", "é", "%00", _cursor("x"), _cursor(1, 2, 3), _cursor(None, 1), _cursor("a\x00b", 1), _cursor("x", "y"),
            _cursor({}, 1), _cursor("not a time", 5), _cursor(5, 10**30), "A" * 900]  # fmt: skip


@pytest.mark.parametrize("cursor", NONSENSE)
@pytest.mark.parametrize(("who", "address"), [("agent", "/desk/"), ("administrator", "/admin/people/")])
def test_a_cursor_nobody_made_does_no_harm(cast: Cast, client: Client, who: str, address: str, cursor: str) -> None:
    client.force_login(getattr(cast, who))
    for sort in ("", "priority", "-changed", "is_active"):
        assert client.get(address, {"after": cursor, "sort": sort, "view": "all"}).status_code == 200


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "%", "_", "\\", "'\"; --", "²", "💡" * 60])
@pytest.mark.parametrize(("who", "address"), [("agent", "/desk/"), ("administrator", "/admin/people/")])
def test_any_text_can_be_searched_for(cast: Cast, client: Client, who: str, address: str, text: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(address, {"q": text, "team": text, "service": text}).status_code == 200
