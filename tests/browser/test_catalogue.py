"""Ordering on a phone, approving from the mail, the administrator's questions with their preview."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Incident
from notifications import outbox
from people.models import User
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.cast import Cast
from tests.catalogue import item, managed

pytestmark = pytest.mark.browser


def question(page: Page, key: str):  # type: ignore[no-untyped-def]
    return page.locator(f"[data-question=a_{key}]")


def test_a_laptop_is_ordered_on_a_phone_and_approved_from_the_mail(
    visit: Visit, stranger: Visit, real_cast: Cast, accessible
) -> None:  # type: ignore[no-untyped-def]
    made = item(real_cast, approval="manager")
    managed(real_cast)
    page = visit("requester@cast.example", viewport=PHONE)
    page.goto("/catalogue/")
    accessible(page)
    page.fill("[name=q]", "laptpo")
    page.press("[name=q]", "Enter")
    page.click("text=New laptop")
    expect(question(page, "reason")).to_be_hidden()
    accessible(page)
    small = page.evaluate("[...document.querySelectorAll('main a.btn, main button, main select, main .choices label, main input[type=text]')].filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)")  # fmt: skip
    assert small == []
    page.click("text=Strong")
    expect(question(page, "reason")).to_be_visible()
    page.click("main .buttons .btn-primary")
    expect(page.locator(".errors")).to_contain_text("This is needed.")
    accessible(page)
    page.fill("[name=a_reason]", "Drawings in three dimensions")
    page.fill("[name=a_for_whom]", "rina")
    expect(page.locator("datalist option")).to_have_attribute("value", re.compile("Rina Kusuma"))
    page.click("main .buttons .btn-primary")
    page.wait_for_url(re.compile(r"/tickets/REQ-\d+/"))
    expect(page.locator("main")).to_contain_text("Waiting for approval by Ratna Sari since")
    page.reload()  # the toast has been seen
    accessible(page)

    outbox.deliver("mail")
    boss = visit("manager@cast.example", viewport=PHONE)
    boss.goto("/mailbox/")
    boss.click("text=Please approve: New laptop")
    link = re.search(r"/approvals/link/\S+/", boss.locator("main").inner_text())
    assert link is not None
    anyone = stranger(viewport=PHONE)
    anyone.goto(link.group())
    expect(anyone.locator("main")).to_contain_text("Drawings in three dimensions")
    accessible(anyone)
    anyone.click("button[value=refuse]")
    expect(anyone.locator(".errors")).to_contain_text("Say why")
    anyone.fill("[name=text]", "Within the budget")
    anyone.click("button[value=approve]")
    expect(anyone.locator("main")).to_contain_text("Ratna Sari approved this")
    anyone.reload()
    accessible(anyone)
    assert Incident.objects.get().approval == "given"
    page.reload()
    expect(page.locator("main")).to_contain_text("Within the budget")
    assert made.pk


def test_hidden_answers_are_not_sent_and_drafts_bring_their_questions_back(visit: Visit, real_cast: Cast) -> None:
    made = item(real_cast)
    page = visit("requester@cast.example", viewport=PHONE)
    page.goto(f"/catalogue/{made.pk}/")
    page.click("text=Strong")
    page.fill("[name=a_reason]", "First thoughts")
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator("[name=a_reason]")).to_have_value("First thoughts")
    expect(question(page, "reason")).to_be_visible()
    page.click("text=Light")
    expect(question(page, "reason")).to_be_hidden()
    page.click("main .buttons .btn-primary")
    page.wait_for_url(re.compile(r"/tickets/REQ-\d+/"))
    assert "reason" not in Incident.objects.get().order.answers


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_questions_are_edited_beside_their_preview(visit: Visit, real_cast: Cast, accessible, theme: str) -> None:  # type: ignore[no-untyped-def]
    made = item(real_cast)
    User.objects.update(theme=theme)
    page = visit("administrator@cast.example", viewport=DESKTOP)
    page.goto(f"/admin/catalogue/{made.pk}/")
    accessible(page)
    page.click("text=Questions of the form")
    accessible(page)
    page.locator("[name=english]").first.fill("Which model")
    expect(page.locator("#preview")).to_contain_text("Which model")
    page.click("text=Add a question")
    page.locator("[name=label]").last.fill("Warna")
    page.locator("[name=type]").last.select_option("one")
    page.click(".questions > .buttons .btn-primary")
    expect(page.locator(".errors")).to_contain_text("at least two choices")
    accessible(page)
    page.locator("[name=choices]").last.fill("red | Merah | Red\nblue | Biru | Blue")
    page.locator("[name=label]").last.press("Enter")
    page.wait_for_url(re.compile("/questions/"))
    expect(page.locator("#preview")).to_contain_text("Red")
    made.refresh_from_db()
    assert made.version == 2
