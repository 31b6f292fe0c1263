"""Service levels in the browser: the queue by what breaches next, a clock's story, figures that move without a reload."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from incidents import actions
from incidents.models import Incident
from sla.sweep import sweep
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.journeys import category

pytestmark = pytest.mark.browser


def reported(cast: Cast, title: str, minutes_ago: int, urgency: int) -> Incident:
    then = timezone.now() - timedelta(minutes=minutes_ago)
    told = {
        "source": "portal",
        "title": title,
        "description": "Mute.",
        "service": cast.service,
        "requester": cast.requester,
    }
    incident = actions.report(by=cast.by("requester").at_moment(then), **told)
    return actions.classify(
        incident, by=cast.by("agent").at_moment(then), kind="incident", category=category(), impact=1, urgency=urgency,
        team=cast.network,
    )  # fmt: skip


def test_the_queue_sorts_by_what_breaches_next_and_a_clock_tells_its_story(visit: Visit, real_cast: Cast) -> None:
    reported(real_cast, "Second", 5, 2)
    first = reported(real_cast, "First", 5, 1)
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.click("th.c-due a")
    expect(page.locator("tr[data-row] .title a").first).to_have_text("First")
    page.goto(f"/desk/{first.handle}/")
    clock = page.locator(".clock-list li", has_text="Resolution")
    expect(clock.locator("[data-left]")).to_contain_text("3 h")
    clock.locator("summary").click()
    expect(clock).to_contain_text("Standard service level · P1 · 4 h · Round the clock")
    expect(clock).to_contain_text("ran 5 m")


def test_time_left_counts_down_and_turns_red_by_itself(visit: Visit, real_cast: Cast) -> None:
    reported(real_cast, "First", 5, 1)
    page = visit("agent@cast.example")
    page.clock.install()
    page.goto("/desk/?sort=due")
    clock = page.locator("tr[data-row] .clock")
    expect(clock).to_have_class("clock clock-fine")
    page.clock.fast_forward("08:00")
    expect(clock).to_have_class("clock clock-risk")
    expect(clock).to_contain_text("At risk:")
    page.clock.fast_forward("10:00")
    expect(clock).to_have_class("clock clock-breached")
    expect(clock.locator("[data-left]")).to_contain_text("−")


def test_the_dashboard_shows_a_breach_without_a_reload(visit: Visit, real_cast: Cast) -> None:
    page = visit("manager@cast.example")
    page.clock.install()
    page.goto("/insight/")
    run_out = page.locator(".tile", has_text="Run out now").locator("strong")
    expect(run_out).to_have_text("0")
    late = reported(real_cast, "Late", 20, 1)
    sweep(timezone.now())
    page.clock.fast_forward("00:21")
    expect(run_out).to_have_text("1")
    run_out.click()
    expect(page.locator("tr[data-row]")).to_contain_text(late.handle)
