"""Every component in every state: accessible in both themes, on phone and desktop, under the strict policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALLEST = {"width": 360, "height": 740}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, SMALLEST], ids=["desktop", "phone", "smallest"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("face", ["", "portal/"], ids=["desk", "portal"])
def test_axe_finds_nothing_on_any_component(
    stranger: Visit, accessible: Callable[[Page], None], face: str, theme: str, viewport: dict[str, int]
) -> None:
    page = stranger(viewport=viewport)
    page.goto(f"/design/{face}?theme={theme}")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
    page.locator("details.menu summary").first.click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"


def test_a_dark_page_is_dark_before_anything_is_painted(stranger: Visit) -> None:
    page = stranger(color_scheme="dark")
    page.route("**/app.js", lambda route: route.abort())
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first) window.first = document.documentElement.dataset.bsTheme })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto("/design/")
    assert page.evaluate("window.first") == "dark"
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_a_menu_is_worked_by_keys(stranger: Visit) -> None:
    page = stranger()
    page.goto("/design/")
    menu = page.locator("details.menu", has_text="Put on hold")
    menu.locator("summary").focus()
    page.keyboard.press("ArrowDown")
    expect(menu.locator("text=Put on hold…")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(menu.locator("text=Cancel it…")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_a_dialog_gives_the_focus_back(stranger: Visit, accessible: Callable[[Page], None]) -> None:
    page = stranger()
    page.goto("/design/")
    page.click("[data-open=sample-sheet]")
    expect(page.locator("#sample-sheet")).to_be_visible()
    accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#sample-sheet")).to_be_hidden()
    expect(page.locator("[data-open=sample-sheet]")).to_be_focused()


def test_the_rail_stays_folded_and_panels_as_they_were_left(stranger: Visit) -> None:
    page = stranger()
    page.goto("/design/")
    page.click("[data-fold-rail]")
    page.click("text=Who >> visible=true")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-rail", "narrow")
    expect(page.locator("details[data-remember=design-who]")).not_to_have_attribute("open", "")


def test_on_a_phone_the_rail_comes_in_and_goes(stranger: Visit) -> None:
    page = stranger(viewport=PHONE)
    page.goto("/design/")
    expect(page.locator("#rail")).to_be_hidden()
    page.click("[data-open-rail]")
    expect(page.locator("#rail")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()
    expect(page.locator("[data-open-rail]")).to_be_focused()


def test_a_reference_is_copied_and_said(stranger: Visit) -> None:
    page = stranger(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/design/")
    page.click("button.reference")
    expect(page.locator(".toasts")).to_contain_text("INC-000123 copied")
    assert page.evaluate("navigator.clipboard.readText()") == "INC-000123"


def test_keys_search_and_help_but_never_while_somebody_types(stranger: Visit) -> None:
    page = stranger()
    page.goto("/design/")
    page.keyboard.press("/")
    expect(page.locator("#palette-q")).to_be_focused()
    page.keyboard.type("a?/")
    expect(page.locator("#palette-q")).to_have_value("a?/")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_the_policy_lets_nothing_inline_run(stranger: Visit) -> None:
    page = stranger()
    answer = page.goto("/design/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
