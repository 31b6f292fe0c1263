"""One click in the mail rates; a program that only looks, or stands there, does not. Confirming by the mail's link."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from people.models import User
from surveys import links
from surveys.actions import answer
from surveys.models import Answer, Invitation
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.cast import Cast
from tests.journeys import resolved
from tests.surveys.conftest import asked, by_mail, newest_mail, rule

pytestmark = pytest.mark.browser


@pytest.fixture
def letter(real_cast: Cast, live_server: LiveServer, settings: Any) -> str:
    """The address of the mail that asks, in the mailbox of whoever is asked."""
    settings.SITE_URL = live_server.url
    asked(real_cast)
    return f"/mailbox/{newest_mail(real_cast.requester).pk}/"


def recorded(page: Page) -> None:
    page.wait_for_selector("text=Recorded: 4 – Good")


def test_one_click_in_the_mail_rates_and_more_can_be_said(visit: Visit, accessible, letter: str) -> None:  # type: ignore[no-untyped-def]
    page = visit("requester@cast.example")
    page.goto(letter)
    page.click("a[href*='score=4']")
    page.wait_for_selector("text=You chose 4 – Good")
    page.mouse.move(200, 300)
    page.mouse.move(260, 340)
    recorded(page)
    assert Answer.objects.get().score == 4
    page.get_by_role("group", name="Was it fast enough?").get_by_role("radio").nth(4).check(force=True)
    page.fill("[name=comment]", "Quick.")
    with page.expect_response(lambda told: told.request.method == "POST" and told.status == 303):
        page.click("button:has-text('Send')")
    recorded(page)
    given = Answer.objects.get()
    assert (given.comment, given.is_sure, given.parts.get().score) == ("Quick.", True, 5)
    accessible(page)


def test_a_program_that_opens_every_link_and_stands_there_records_nothing(stranger: Visit, letter: str) -> None:
    link = f"/survey/{links.token_of(Invitation.objects.get())}/"
    page = stranger()
    for score in range(1, 6):
        page.goto(f"{link}?score={score}")
        page.wait_for_timeout(1800 if score == 3 else 100)
    page.evaluate("dispatchEvent(new PointerEvent('pointermove'))")
    page.wait_for_timeout(200)
    assert not Answer.objects.exists()


def test_two_links_that_contradict_each_other_end_in_a_question(stranger: Visit, letter: str) -> None:
    link = f"/survey/{links.token_of(Invitation.objects.get())}/"
    page = stranger()
    for score in (1, 4):
        page.goto(f"{link}?score={score}")
        page.wait_for_selector("[data-confirms-itself]")
        page.mouse.move(100 + score, 200)
        page.mouse.move(140 + score, 240)
        page.wait_for_selector("text=Recorded: 1" if score == 1 else "text=Please choose here what counts")
    assert not Answer.objects.exists()
    page.click("button:has-text('Send')")
    recorded(page)


def test_without_javascript_one_large_button_rates(stranger: Visit, accessible, letter: str) -> None:  # type: ignore[no-untyped-def]
    page = stranger(java_script_enabled=False, viewport=PHONE)
    page.goto(f"/survey/{links.token_of(Invitation.objects.get())}/?score=4")
    page.click("button:has-text('Record my answer')")
    recorded(page)
    assert Answer.objects.get().is_sure


def test_it_works_and_still_broken_by_the_mails_links(stranger: Visit, accessible, real_cast: Cast) -> None:  # type: ignore[no-untyped-def]
    incident = resolved(real_cast)
    address = "/works/" + links.check_url(incident, real_cast.requester).split("/works/")[1]
    page = stranger(viewport=PHONE)
    page.goto(f"{address}?say=works")
    accessible(page)
    page.click("button:has-text('Yes, it works')")
    page.wait_for_selector("text=Good that it works")
    accessible(page)
    assert Incident.objects.get().confirmed_how == "mail"
    page.goto(f"{address}?say=broken")
    page.fill("[name=text]", "It stops after three pages.")
    page.click("details button:has-text('Send')")
    page.wait_for_selector("text=Thank you for telling us")
    accessible(page)
    page.goto(address)
    page.wait_for_selector("text=This has moved on")


@pytest.mark.parametrize(("theme", "viewport", "language"), [("dark", PHONE, "id"), ("light", DESKTOP, "en")])
def test_axe_finds_nothing_on_the_pages_behind_the_mail(
    stranger: Visit, accessible, real_cast: Cast, theme: str, viewport: dict[str, int], language: str
) -> None:  # type: ignore[no-untyped-def]
    User.objects.update(language=language)
    rule(is_anonymous=True, pause_days=0)
    waiting, given = asked(real_cast), asked(real_cast)
    answer(given, by=by_mail(given.person), score=3)
    page = stranger(viewport=viewport, color_scheme=theme)
    for invitation, more in (
        (waiting, "?score=2"),
        (waiting, ""),
        (waiting, "stop/"),
        (given, ""),
        (given, "?score=5"),
    ):
        page.goto(f"/survey/{links.token_of(invitation)}/{more}")
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), more
        accessible(page)
    page.goto("/survey/1.forged/")
    accessible(page)
