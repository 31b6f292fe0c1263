"""Lists of administration: nothing is shown twice or skipped, what is out of use is left out until asked for."""

from __future__ import annotations

import re

from django.test import Client

from people.actions import add, change
from people.models import Team
from tests.cast import Cast


def shown(client: Client, address: str) -> tuple[list[str], str]:
    text = client.get(address).text
    more = re.search(r'href="(\?[^"]*after=[^"]*)"', text)
    return re.findall(r'<td class="title"><a href="[^"]*">([^<]*)</a>', text), more.group(1) if more else ""


def test_pages_follow_each_other_without_gap_or_repetition(client: Client, cast: Cast) -> None:
    by = cast.by("administrator")
    for number in range(120):
        add(Team(name=f"Team {number:03}"), by=by)
    client.force_login(cast.administrator)
    seen, address = [], "/admin/teams/"
    while address:
        names, more = shown(client, address)
        seen += names
        address = f"/admin/teams/{more}".replace("&amp;", "&") if more else ""
    assert seen == list(Team.objects.order_by("name", "pk").values_list("name", flat=True))


def test_what_is_out_of_use_is_shown_when_asked_for(client: Client, cast: Cast) -> None:
    change(cast.vendor, by=cast.by("administrator"), fields={"is_active": False})
    client.force_login(cast.administrator)
    assert cast.vendor.name not in shown(client, "/admin/teams/")[0]
    assert shown(client, "/admin/teams/?show=ended")[0] == [cast.vendor.name]
    assert cast.vendor.name in shown(client, "/admin/teams/?show=all")[0]
