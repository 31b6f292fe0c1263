"""Open pages see what others do without a reload, through the very server that people use (SPEC B5; DESIGN, *One port*)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from incidents import actions
from tests.browser.conftest import Visit
from tests.browser.served import served
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered

pytestmark = pytest.mark.browser


@pytest.fixture
def server(real_db: None) -> Iterator[str]:
    with served() as address:
        yield address


def listening(page: Page) -> None:
    """Wait until one of the browser's tabs has a stream."""
    page.wait_for_selector("html[data-live-is=on]", state="attached")


def test_what_the_requester_writes_appears_while_the_agent_types(server: str, visit: Visit, real_cast: Cast) -> None:
    incident = in_diagnosis(real_cast)
    page = visit("agent@cast.example", base_url=server)
    page.goto(incident.desk_url())
    listening(page)
    composer = page.locator("textarea[name=text]")
    composer.type("Half a senten")
    actions.comment(incident, by=real_cast.by("requester"), text="It happens at noon.")
    expect(page.locator("#timeline")).to_contain_text("It happens at noon.")
    composer.type("ce")
    expect(composer).to_have_value("Half a sentence")
    expect(composer).to_be_focused()


def test_a_clock_that_is_met_shows_at_once(server: str, visit: Visit, real_cast: Cast) -> None:
    incident = in_diagnosis(real_cast)
    page = visit("agent@cast.example", base_url=server)
    page.goto(incident.desk_url())
    listening(page)
    response = page.locator(".clock-list li", has_text="First response")
    expect(response).not_to_contain_text("Met")
    actions.comment(incident, by=real_cast.by("agent"), text="We are on it.")
    expect(response).to_contain_text("Met")


def test_the_requester_sees_the_answer_and_is_asked(server: str, visit: Visit, real_cast: Cast) -> None:
    incident = in_diagnosis(real_cast)
    page = visit("requester@cast.example", base_url=server)
    page.goto(incident.get_absolute_url())
    listening(page)
    actions.comment(incident, by=real_cast.by("agent"), text="Please try again.")
    expect(page.locator("#conversation")).to_contain_text("Please try again.")


def test_the_second_tab_hears_through_the_first(server: str, visit: Visit, real_cast: Cast) -> None:
    incident = registered(real_cast)
    page = visit("agent@cast.example", base_url=server)
    page.goto("/desk/")
    listening(page)
    second = page.context.new_page()
    second.goto(incident.desk_url())
    streams = []
    second.on("request", lambda request: streams.append(request.url) if "/events/" in request.url else None)
    actions.comment(incident, by=real_cast.by("requester"), text="Also on Tuesday.")
    expect(second.locator("#timeline")).to_contain_text("Also on Tuesday.")
    assert streams == []


def test_the_bell_rings_and_is_silent_once_it_was_seen(server: str, visit: Visit, real_cast: Cast) -> None:
    incident = in_diagnosis(real_cast)
    page = visit("specialist@cast.example", base_url=server)
    page.goto("/desk/?view=mine")
    listening(page)
    expect(page.locator(".badge-count")).to_have_count(0)
    actions.comment(incident, by=real_cast.by("requester"), text="It still happens.")
    expect(page.locator(".badge-count")).to_have_text("1")
    page.click("#bell")
    page.get_by_role("link", name="Answer from the requester").click()
    page.wait_for_url(f"**{incident.desk_url()}")
    expect(page.locator(".badge-count")).to_have_count(0)
