"""The dashboard's numbers agree with a slow computation by hand, and open on the very incidents (SPEC I1, I6)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from incidents import actions
from insight import attainment, load
from insight.periods import period
from sla.models import Clock
from sla.sweep import sweep
from tests.cast import Cast
from tests.sla.test_clocks import FRIDAY, HOUR, MINUTE, Story

NOW = FRIDAY + 6 * HOUR


def tell(cast: Cast) -> list[Story]:
    """Answered in time, answered late, run out and open, cancelled, solved in time, solved late, kept secret."""
    stories = [Story(cast) for _turn in range(6)]
    stories[0].act("comment", "agent", FRIDAY + HOUR, text="We look at it.")
    stories[1].act("comment", "agent", FRIDAY + 5 * HOUR, text="We look at it.")
    stories[3].act("cancel", "agent", FRIDAY + 5 * HOUR, reason="not_an_incident")
    for story, hours in ((stories[4], 3), (stories[5], 5)):
        story.classify(FRIDAY + 5 * MINUTE, impact=1, urgency=1)
        story.work(FRIDAY + 10 * MINUTE)
        story.resolve(FRIDAY + hours * HOUR)
    sweep(NOW)
    return stories


def slowly(since: datetime, until: datetime, **only: str) -> tuple[int, int]:
    """Kept and judged, one clock after the other."""
    kept = judged = 0
    for clock in Clock.objects.filter(kind="sla", **only):
        moment = clock.ended_at if clock.status in ("met", "missed") else clock.breached_at
        if clock.status != "cancelled" and moment and since <= moment < until:
            judged += 1
            kept += clock.status == "met"
    return kept, judged


@time_machine.travel(NOW, tick=False)
def test_attainment_is_what_a_slow_count_says(cast: Cast) -> None:
    tell(cast)
    spans = [period(code, NOW) for code in ("day", "week", "month")]
    assert attainment.compared(cast.manager, spans) == [attainment.compared(cast.manager, [each])[0] for each in spans]
    for code in ("day", "week", "month"):
        chosen = period(code, NOW)
        [(this, last)] = attainment.compared(cast.manager, [chosen])
        assert (this.kept, this.judged) == slowly(chosen.begin, NOW + HOUR)
        assert (last.kept, last.judged) == slowly(chosen.before, chosen.begin)
    by_priority = {
        row.key: (row.kept, row.judged) for row in attainment.by_group(cast.manager, period("day", NOW))["priority"]
    }
    assert by_priority == {key: slowly(FRIDAY - 9 * HOUR, NOW, priority=key) for key in ("P1", "P3")}


@pytest.mark.parametrize("group", attainment.GROUPS)
@time_machine.travel(NOW, tick=False)
def test_each_group_opens_on_the_very_promises(client: Client, cast: Cast, group: str) -> None:
    tell(cast)
    client.force_login(cast.manager)
    shares = attainment.by_group(cast.manager, period("day", NOW))[group]
    assert (
        sum(row.judged for row in shares)
        == attainment.share(attainment.judged(cast.manager, period("day", NOW).begin)).judged
        > 0
    )
    for row in shares:
        answer = client.get("/insight/promises/", {"period": "day", "group": group, "key": row.key, "kept": "no"})
        assert int(answer.context["count"]) == len(answer.context["rows"]) == row.missed
        answer = client.get("/insight/promises/", {"period": "day", "group": group, "key": row.key})
        assert int(answer.context["count"]) == row.judged


@time_machine.travel(NOW, tick=False)
def test_what_ran_out_and_what_soon_will_are_counted_as_the_queue_lists_them(client: Client, cast: Cast) -> None:
    tell(cast)
    client.force_login(cast.manager)
    urgent = load.load(cast.manager, NOW).urgent
    assert urgent == {"open": 3, "late": 1, "soon": 0}
    rows = client.get("/desk/?view=late&sort=due").context["rows"]
    assert len(rows) == urgent["late"]
    with time_machine.travel(FRIDAY + 3 * HOUR + 30 * MINUTE):
        assert (
            len(client.get("/desk/?view=soon").context["rows"])
            == load.load(cast.manager, FRIDAY + 210 * MINUTE).urgent["soon"]
        )


@time_machine.travel(NOW, tick=False)
def test_confidential_incidents_do_not_show_in_any_number(cast: Cast) -> None:
    stories = tell(cast)
    before = attainment.share(attainment.judged(cast.manager, FRIDAY)).judged
    secret = stories[0]
    actions.restrict(secret.incident, by=cast.by("agent").at_moment(NOW), people=[])
    mine = Clock.objects.filter(incident=secret.incident, status__in=("met", "missed")).count()
    assert attainment.share(attainment.judged(cast.manager, FRIDAY)).judged == before - mine
    assert load.load(cast.manager, NOW).urgent["open"] == 2


def test_the_page_shows_a_breach_without_being_asked_again(client: Client, cast: Cast) -> None:
    with time_machine.travel(FRIDAY + HOUR, tick=False):
        Story(cast)
        client.force_login(cast.manager)
        assert late(client) == "0"
    with time_machine.travel(FRIDAY + 5 * HOUR, tick=False):
        client.force_login(cast.manager)
        assert late(client, HTTP_HX_REQUEST="true") == "1"


def late(client: Client, **headers: str) -> str:
    text = client.get("/insight/", **headers).text  # type: ignore[arg-type]
    found = re.search(r"<strong>(\d+)</strong>", text)
    assert found is not None
    return found.group(1)


def test_only_those_who_see_everything_see_figures(client: Client, cast: Cast) -> None:
    for name, status in (("manager", 200), ("agent", 200), ("requester", 403), ("supplier", 403)):
        client.force_login(getattr(cast, name))
        assert client.get("/insight/").status_code == status
        assert client.get("/insight/promises/").status_code == status


@pytest.mark.parametrize("query", ["?period=never", "?group=x&key=y", "?group=team&key=y", "?group=team&key=99999999999999", "?after=rubbish", "?wall"])  # fmt: skip
def test_an_address_that_makes_no_sense_is_no_fault(client: Client, cast: Cast, query: str) -> None:
    client.force_login(cast.manager)
    assert client.get(f"/insight/{query}").status_code == 200
    assert client.get(f"/insight/promises/{query}").status_code == 200


@pytest.mark.parametrize(("code", "begin", "before"), [
    ("day", "2026-03-30 00:00", "2026-03-29 00:00"), ("week", "2026-03-30 00:00", "2026-03-23 00:00"),
    ("month", "2026-03-01 00:00", "2026-02-01 00:00"),
])  # fmt: skip
def test_periods_begin_at_midnights_whatever_the_clocks_do(code: str, begin: str, before: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = period(code, datetime(2026, 3, 30, 8, tzinfo=berlin))
    assert (found.begin, found.before) == tuple(
        datetime.fromisoformat(text).replace(tzinfo=berlin) for text in (begin, before)
    )
    assert found.begin - found.before >= timedelta(hours=23)
