"""The desk in a real browser: keys, choosing and acting on many, views, the palette, two people at once, taking back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from incidents import actions
from incidents.models import Incident, SavedView
from records.models import Message
from tests.browser.conftest import Visit
from tests.browser.served import served
from tests.cast import Cast
from tests.journeys import classified, in_diagnosis, registered

pytestmark = pytest.mark.browser


@pytest.fixture
def server(real_db: None) -> Iterator[str]:
    with served() as address:
        yield address


def until(holds: Callable[[], bool]) -> None:
    """What a page sends while it is left arrives a little later."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def listening(page: Page) -> None:
    page.wait_for_selector("html[data-live-is=on]", state="attached")


def test_rows_are_walked_chosen_and_handed_over_by_keys(visit: Visit, real_cast: Cast) -> None:
    rows = [classified(real_cast) for _ in range(3)]
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-picked]")).to_have_text("2 chosen")
    page.keyboard.press("a")
    page.wait_for_url("**/desk/bulk/**")
    page.select_option("[name=team]", label="Mitra Jaringan")
    page.fill("[name=reason]", "They run the line.")
    page.get_by_role("button", name="Do it for 2").click()
    expect(page.locator(".fates li")).to_have_count(2)
    expect(page.locator(".fates .is-refused")).to_have_count(0)
    moved = Incident.objects.filter(pk__in=[row.pk for row in rows], owning_team=real_cast.vendor)
    assert moved.count() == 2


def test_space_looks_without_leaving_the_list(visit: Visit, real_cast: Cast) -> None:
    row = in_diagnosis(real_cast)
    actions.comment(row, by=real_cast.by("specialist"), text="The port is dead.", internal=True)
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press(" ")
    expect(page.locator("#sheet")).to_contain_text("The port is dead.")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(page.locator("[data-row] .title a").first).to_be_focused()


def test_a_list_is_filtered_in_words_and_kept_as_a_view(visit: Visit, real_cast: Cast) -> None:
    in_diagnosis(real_cast)
    registered(real_cast)
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.fill("#f-text", "state:in_diagnosis")
    page.press("#f-text", "Enter")
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_role("link", name="Save as a view").click()
    page.locator("#sheet").get_by_label("Name").fill("In the works")
    page.locator("#sheet").get_by_role("button", name="Save the view").click()
    expect(page.locator("h1")).to_have_text("In the works")
    expect(page.locator(".rail")).to_contain_text("In the works")
    assert SavedView.objects.get().question == "is:live state:in_diagnosis"


def test_columns_are_put_in_order(visit: Visit, real_cast: Cast) -> None:
    registered(real_cast)
    page = visit("agent@cast.example")
    page.goto("/desk/")
    page.get_by_role("link", name="Columns").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("Priority", exact=True).uncheck()
    sheet.get_by_role("button", name="Title: further left").click()
    sheet.get_by_role("button", name="Show").click()
    page.wait_for_url("**col=title&col=ref**")
    assert page.locator(".queue thead th").all_inner_texts()[1:3] == ["Title", "Reference"]


def test_the_palette_finds_and_acts(visit: Visit, real_cast: Cast) -> None:
    row = in_diagnosis(real_cast, title="Printer kantor macet")
    page = visit("specialist@cast.example")
    page.goto("/desk/")
    page.keyboard.press("Control+k")
    page.keyboard.type("kantor")
    expect(page.locator("#palette-list mark").first).to_have_text("kantor")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{row.desk_url()}")
    page.keyboard.press("Control+k")
    page.keyboard.type("resol")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_contain_text("Recovery check")


def test_two_see_each_other_and_the_second_is_told_what_the_first_wrote(
    server: str, visit: Visit, real_cast: Cast
) -> None:
    row = in_diagnosis(real_cast)
    agent, specialist = visit("agent@cast.example", base_url=server), visit("specialist@cast.example", base_url=server)
    for page in (agent, specialist):
        page.goto(row.desk_url())
        listening(page)
    specialist.bring_to_front()
    specialist.locator("label:has([data-composer=note])").click()
    specialist.locator("textarea[name=text]").type("I try the other port")
    agent.bring_to_front()
    expect(agent.locator(".presence")).to_contain_text("Sari Wulandari is writing", timeout=20_000)
    agent.locator("textarea[name=text]").type("We found nothing yet.")
    specialist.bring_to_front()
    specialist.get_by_role("button", name="Add note").click()
    expect(specialist.locator("#timeline")).to_contain_text("I try the other port")
    agent.bring_to_front()
    agent.get_by_role("button", name="Send").click()
    expect(agent.locator("body")).to_contain_text("New since you began:")
    expect(agent.locator("textarea[name=text]")).to_have_value("We found nothing yet.")
    agent.get_by_role("button", name="Send").click()
    expect(agent.locator("#timeline")).to_contain_text("We found nothing yet.")
    assert Message.objects.about(row).filter(body="We found nothing yet.").count() == 1


def test_new_rows_are_counted_and_shown_rows_change_in_place(server: str, visit: Visit, real_cast: Cast) -> None:
    row = classified(real_cast)
    page = visit("agent@cast.example", base_url=server)
    page.goto("/desk/")
    listening(page)
    expect(page.locator("[data-row]")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("x")
    registered(real_cast)
    actions.take(row, by=real_cast.by("specialist"))
    expect(page.locator("#watch")).to_contain_text("1 new or changed")
    expect(page.locator(f"#row-{row.pk}")).to_contain_text("Sari Wulandari")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator(f"#row-{row.pk} input[name=pick]")).to_be_checked()
    expect(page.locator(f"#row-{row.pk} .title > a")).to_be_focused()
    page.locator("#watch a").click()
    expect(page.locator("[data-row]")).to_have_count(2)


def test_after_an_at_sign_people_of_the_desk_are_offered(visit: Visit, real_cast: Cast) -> None:
    row = in_diagnosis(real_cast)
    page = visit("agent@cast.example")
    page.goto(row.desk_url())
    page.locator("label:has([data-composer=note])").click()
    field = page.locator("textarea[name=text]")
    field.type("Please @ton")
    expect(page.locator(".mentions [role=option]")).to_have_text(["Tono Prasetyo"])
    field.press("Enter")
    expect(field).to_have_value("Please @Tono Prasetyo ")
    field.type("@dewi")
    expect(page.locator(".mentions")).to_be_hidden()


def test_time_is_measured_only_when_asked_and_sent_only_by_its_person(visit: Visit, real_cast: Cast) -> None:
    row = in_diagnosis(real_cast)
    page = visit("specialist@cast.example")
    page.goto(row.desk_url())
    page.get_by_role("button", name="Start measuring").click()
    page.reload()
    page.get_by_role("button", name="Stop after 1 min").click()
    expect(page.locator("#sheet input[name=minutes]")).to_have_value("1")
    assert not row.time_spent.exists()
    page.locator("#sheet input[name=minutes]").fill("12")
    page.locator("#sheet").get_by_role("button", name="Note it").click()
    expect(page.locator("#timeline")).to_contain_text("worked on it for 12 min")


def test_an_answer_is_taken_back_or_goes_out(visit: Visit, real_cast: Cast, settings: object) -> None:
    settings.UNDO_SEND = 4  # type: ignore[attr-defined]
    row = in_diagnosis(real_cast)
    page = visit("agent@cast.example")
    page.goto(row.desk_url())
    page.locator("textarea[name=text]").fill("Too early.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("textarea[name=text]")).to_have_value("Too early.")
    assert not Message.objects.about(row).filter(body="Too early.").exists()
    page.locator("textarea[name=text]").fill("Now it is right.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#timeline")).to_contain_text("Now it is right.")
    assert Message.objects.about(row).filter(body="Now it is right.").count() == 1


def test_an_answer_goes_out_when_the_page_is_left_meanwhile(visit: Visit, real_cast: Cast, settings: object) -> None:
    settings.UNDO_SEND = 30  # type: ignore[attr-defined]
    row = in_diagnosis(real_cast)
    page = visit("agent@cast.example")
    page.goto(row.desk_url())
    page.locator("textarea[name=text]").fill("On my way.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".undo-line")).to_be_visible()
    page.goto("/desk/")
    sent = Message.objects.about(row).filter(body="On my way.")
    until(sent.exists)
    page.goto(row.desk_url())
    expect(page.locator("#timeline")).to_contain_text("On my way.")
    assert sent.count() == 1
