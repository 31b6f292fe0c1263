"""Forms lose nothing and do nothing twice, whatever the connection does."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from incidents.models import Incident
from tests.browser.conftest import PHONE, Visit
from tests.cast import Cast
from tests.journeys import classified

pytestmark = pytest.mark.browser
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
SCREEN = {"name": "layar.png", "mimeType": "image/png", "buffer": PNG}
TICKET = re.compile(r"/tickets/[A-Z]+-\d+/")


@pytest.fixture
def report(visit: Visit, real_cast: Cast) -> Page:
    """The form of a new report, something typed into it."""
    page = visit("requester@cast.example", viewport=PHONE)
    page.goto("/tickets/new/")
    page.fill("[name=description]", "Printer kasir 3 diam.")
    return page


def send(page: Page) -> None:
    page.click("main .buttons .btn-primary")


def drafts(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))")
    return found


def wait_for_draft(page: Page) -> None:
    """Typing is kept a moment after the last key."""
    for _ in range(50):
        if drafts(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was kept")


def test_a_draft_comes_back_is_said_and_can_be_thrown_away(report: Page) -> None:
    report.check("[name=affected][value='5']")
    report.select_option("[name=service]", label="E-mail")
    report.reload()
    expect(report.locator("[name=description]")).to_have_value("Printer kasir 3 diam.")
    expect(report.locator("[name=affected][value='5']")).to_be_checked()
    expect(report.locator("[name=service] option:checked")).to_have_text("E-mail")
    expect(report.locator("[data-draft-notice]")).to_be_visible()
    report.click("[data-draft-discard]")
    expect(report.locator("[name=description]")).to_have_value("")
    report.reload()
    expect(report.locator("[name=description]")).to_have_value("")
    expect(report.locator("[data-draft-notice]")).to_be_hidden()


def test_an_accepted_report_leaves_no_draft(report: Page) -> None:
    send(report)
    report.wait_for_url(TICKET)
    assert drafts(report) == []
    report.goto("/tickets/new/")
    expect(report.locator("[name=description]")).to_have_value("")


def test_signing_out_takes_drafts_along(report: Page) -> None:
    wait_for_draft(report)
    report.click("details.menu summary")
    report.click("text=Sign out")
    report.wait_for_url(re.compile("/accounts/login/"))
    assert drafts(report) == []


def test_a_lost_connection_leaves_page_text_and_files_and_a_second_try_succeeds(report: Page) -> None:
    report.set_input_files("[name=files]", SCREEN)
    report.context.set_offline(True)
    expect(report.locator("#offline")).to_be_visible()
    send(report)
    expect(report.locator("[data-fault]")).to_contain_text("there is no connection")
    expect(report.locator("[name=description]")).to_have_value("Printer kasir 3 diam.")
    expect(report.locator(".file-chosen")).to_contain_text("layar.png")
    report.context.set_offline(False)
    expect(report.locator("#offline")).to_be_hidden()
    send(report)
    report.wait_for_url(TICKET)
    assert Incident.objects.get().description == "Printer kasir 3 diam."
    expect(report.locator(".attachments img")).to_be_visible()


def test_a_fault_of_the_server_leaves_everything(report: Page) -> None:
    def break_down(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=502, body="no")
        else:
            route.continue_()

    report.route("**/tickets/new/", break_down)
    report.evaluate("window.still = true")
    send(report)
    expect(report.locator("[data-fault]")).to_contain_text("something went wrong on our side")
    assert report.evaluate("window.still") is True
    report.unroute("**/tickets/new/")


def test_an_expired_session_says_so_and_keeps_the_text(report: Page) -> None:
    report.context.clear_cookies(name="sessionid")
    send(report)
    expect(report.locator("[data-fault]")).to_be_visible()
    expect(report.locator("[name=description]")).to_have_value("Printer kasir 3 diam.")


def test_an_invalid_field_loses_no_chosen_file(report: Page) -> None:
    report.set_input_files("[name=files]", SCREEN)
    report.fill("[name=description]", "")
    send(report)
    expect(report.locator("[data-errors]")).to_be_focused()
    expect(report.locator(".file-chosen")).to_contain_text("layar.png")
    report.click("[data-errors] a")
    expect(report.locator("[name=description]")).to_be_focused()
    report.keyboard.type("Sekarang lengkap.")
    send(report)
    report.wait_for_url(TICKET)
    expect(report.locator(".attachments img")).to_be_visible()


def test_files_are_added_to_each_other_and_taken_out_by_name(report: Page) -> None:
    report.set_input_files("[name=files]", SCREEN)
    report.evaluate("""() => {
        const data = new DataTransfer(); data.items.add(new File(['x'], 'image.png', {type: 'image/png'}));
        document.querySelector('[name=description]').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
    }""")
    expect(report.locator(".file-chosen")).to_have_count(2)
    expect(report.locator(".file-chosen").last).to_contain_text("Screenshot")
    report.click("button[aria-label='Remove layar.png']")
    expect(report.locator(".file-chosen")).to_have_count(1)
    assert report.evaluate("document.querySelector('[name=files]').files.length") == 1


def test_a_file_that_is_too_large_is_marked_before_it_is_sent(report: Page) -> None:
    report.evaluate("document.querySelector('[name=files]').dataset.mostBytes = 10")
    report.set_input_files("[name=files]", SCREEN)
    expect(report.locator(".file-chosen.is-refused")).to_contain_text("larger than")


def test_a_second_click_sends_nothing(report: Page) -> None:
    posts = []
    report.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    report.evaluate("""() => {
        const button = document.querySelector('main .buttons .btn-primary');
        button.click(); button.click(); button.click();
    }""")
    report.wait_for_url(TICKET)
    assert len([url for url in posts if not url.endswith("/suggestions/")]) == 1
    assert Incident.objects.count() == 1


def test_a_plain_form_is_held_back_from_a_second_click_too(visit: Visit, real_cast: Cast) -> None:
    page = visit("agent@cast.example")
    page.goto("/accounts/preferences/")
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    with page.expect_navigation():
        page.evaluate("() => { const b = document.querySelector('main .btn-primary'); b.click(); b.click(); }")
    assert len(posts) == 1


def test_an_action_in_a_dialog_is_refused_and_then_done(visit: Visit, real_cast: Cast) -> None:
    incident = classified(real_cast)
    page = visit("agent@cast.example")
    page.goto(incident.desk_url())
    page.click("summary:has-text('More')")
    page.click("a.menu-item:has-text('Put on hold')")
    expect(page.locator("#sheet h2")).to_have_text("Put on hold")
    page.click("#sheet .btn-primary")
    expect(page.locator("#sheet [data-errors]")).to_be_focused()
    page.select_option("#sheet [name=reason]", "supplier")
    with page.expect_navigation():
        page.click("#sheet .btn-primary")
    expect(page.locator(".incident-line")).to_contain_text("On hold")
    expect(page.locator(".toasts")).to_contain_text(incident.handle)


def test_what_was_typed_in_a_dialog_is_there_when_it_opens_again(visit: Visit, real_cast: Cast) -> None:
    page = visit("agent@cast.example")
    page.goto(classified(real_cast).desk_url())

    def open_hand_over() -> None:
        page.click("summary:has-text('More')")
        page.click("a.menu-item:has-text('Hand over')")

    open_hand_over()
    page.fill("#sheet [name=reason]", "Bukan jaringan.")
    wait_for_draft(page)
    page.keyboard.press("Escape")
    open_hand_over()
    expect(page.locator("#sheet [name=reason]")).to_have_value("Bukan jaringan.")


def test_a_note_and_a_reply_cannot_be_mistaken(visit: Visit, real_cast: Cast) -> None:
    page = visit("agent@cast.example")
    page.goto(classified(real_cast).desk_url())
    box = page.locator(".composer-box")
    plain = box.evaluate("(box) => getComputedStyle(box).backgroundColor")
    page.keyboard.press("n")
    expect(page.locator(".composer textarea")).to_be_focused()
    expect(page.locator(".who-internal")).to_be_visible()
    expect(page.locator(".composer .btn-primary")).to_contain_text("Add note")
    expect(box).not_to_have_css("background-color", plain)
    page.keyboard.type("Hanya untuk kita.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".message.internal")).to_contain_text("Hanya untuk kita.")


def test_filters_send_themselves_and_leave_no_empty_words_in_the_address(visit: Visit, real_cast: Cast) -> None:
    classified(real_cast)
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.select_option("[name=priority]", "P3")
    page.wait_for_url(re.compile(r"priority=P3"))
    assert "state=" not in page.url and "q=" not in page.url
    page.click(".chips-active a")
    page.wait_for_url(lambda url: "priority" not in url)


def test_the_appearance_changes_at_once_and_is_kept(visit: Visit, real_cast: Cast) -> None:
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.click("details.menu summary[aria-label='My menu']")
    with page.expect_response("**/accounts/look/"):
        page.click("[data-theme-choice=dark]")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_everything_works_without_javascript(visit: Visit, real_cast: Cast) -> None:
    page = visit("requester@cast.example", java_script_enabled=False)
    page.goto("/tickets/new/")
    page.fill("[name=description]", "Tanpa skrip.")
    page.set_input_files("[name=files]", SCREEN)
    send(page)
    page.wait_for_url(TICKET)
    expect(page.locator(".bubble")).to_contain_text("Tanpa skrip.")
    page.click("summary[aria-label='My menu']")
    page.click("text=Sign out")
    page.wait_for_url(re.compile("/accounts/login/"))
