"""The walk of the first issue: from a report to a confirmed closure, in a browser, with nobody touching the database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from incidents.models import Incident
from records.models import Attachment
from tests.browser.conftest import PHONE, Visit
from tests.cast import Cast
from tests.journeys import category, code

pytestmark = pytest.mark.browser


def act(page: Page, verb: str, button: str) -> None:
    """Open the form of an action from the incident page."""
    page.goto(re.sub(r"(/desk/[^/]+/).*", rf"\1{verb}/", page.url))


def send(page: Page) -> None:
    """Send the form, on its own page or in the dialog over the incident's; both end on the incident's page."""
    with page.expect_navigation(url=re.compile(r"/desk/[^/]+/$")):
        page.click("form.act-form button.btn-primary")


def test_a_report_becomes_a_confirmed_and_rated_closure(visit: Visit, real_cast: Cast, tmp_path: Path) -> None:
    picture = tmp_path / "layar.png"
    Image.new("RGB", (80, 60), "red").save(picture)
    requester = visit("requester@cast.example", viewport=PHONE)
    agent = visit("agent@cast.example")

    requester.click("text=Report a problem")
    requester.fill("[name=description]", "Kasir 3 tidak bisa mencetak struk.")
    requester.select_option("[name=service]", label="E-mail")
    requester.set_input_files("[name=files]", str(picture))
    requester.click("text=Send the report")
    requester.wait_for_url(re.compile(r"/tickets/INC-\d+/"))
    ticket = requester.url
    reference = ticket.rstrip("/").rsplit("/", 1)[-1]
    assert Attachment.objects.get().content_type == "image/png"

    agent.goto("/desk/")
    agent.click("text=Kasir 3 tidak bisa")
    agent.click("text=Classify…")
    agent.select_option("[name=category]", str(category().pk))
    agent.check("[name=impact][value='2']")
    agent.check("[name=urgency][value='2']")
    agent.select_option("[name=team]", label="Service Desk")
    send(agent)
    agent.click("text=Start diagnosis…")
    send(agent)

    act(agent, "hold", "hold")
    agent.select_option("[name=reason]", "requester")
    agent.fill("[name=question]", "Printer merek apa?")
    send(agent)
    requester.goto(ticket)
    expect(requester.locator(".standing")).to_contain_text("Waiting for you")
    requester.fill("[name=text] >> visible=true", "Epson.")
    requester.click("form[action$='/reply/'] button.btn-primary")
    expect(requester.locator(".standing")).to_contain_text("We are working on it")

    def resolve(summary: str) -> None:
        agent.goto(f"/desk/{reference}/resolve/")
        agent.select_option("[name=code]", str(code().pk))
        agent.fill("[name=summary]", summary)
        agent.select_option("[name=recovery_check]", "tested")
        send(agent)

    resolve("Kabel dipasang ulang.")
    requester.goto(ticket)
    requester.click("summary:has-text('Still not working')")
    requester.fill("form[action$='/reject/'] [name=text]", "Masih sama.")
    requester.click("form[action$='/reject/'] button.btn-primary")
    expect(requester.locator(".standing")).to_contain_text("We are working on it")
    resolve("Printer diganti.")
    requester.goto(ticket)
    requester.click("text=Yes, it works")
    expect(requester.locator(".standing")).to_contain_text("You confirmed")

    agent.goto(f"/desk/{reference}/")
    agent.click("text=Close…")
    agent.check("[name=evaluated]")
    agent.check("[name=everyone_told]")
    agent.check("[name=learning][value=draft]")
    send(agent)
    requester.goto(ticket)
    requester.click(".rating button >> nth=4")
    expect(requester.locator("body")).to_contain_text("Thank you for rating")

    incident = Incident.objects.get(reference=reference)
    assert (incident.state, incident.reopen_count, incident.invitations.get().answer.score) == ("closed", 1, 5)


def test_what_was_typed_survives_a_reload_and_a_refusal(visit: Visit, real_cast: Cast) -> None:
    page = visit("requester@cast.example", viewport=PHONE)
    page.goto("/tickets/new/")
    page.fill("[name=description]", "Panjang sekali ceritanya")
    page.reload()
    expect(page.locator("[name=description]")).to_have_value("Panjang sekali ceritanya")
    page.fill("[name=description]", "")
    page.click("text=Send the report")
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.locator(".field.has-error .error")).to_contain_text("Tell us what happens")


def test_a_screenshot_is_pasted_and_an_evil_file_is_refused_with_nothing_lost(visit: Visit, real_cast: Cast) -> None:
    page = visit("requester@cast.example")
    page.goto("/tickets/new/")
    page.fill("[name=description]", "Lihat gambar.")
    page.evaluate("""async () => {
        const canvas = document.createElement('canvas'); canvas.width = canvas.height = 8;
        const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
        const data = new DataTransfer(); data.items.add(new File([blob], 'screenshot.png', {type: 'image/png'}));
        document.querySelector('[name=description]').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
    }""")
    expect(page.locator(".file-chosen")).to_contain_text("screenshot.png")
    page.set_input_files("[name=files]", {"name": "virus.png", "mimeType": "image/png", "buffer": b"MZ\x90\x00evil"})
    page.click("text=Send the report")
    expect(page.locator("[data-errors]")).to_contain_text("not what its name says")
    expect(page.locator("[name=description]")).to_have_value("Lihat gambar.")
    assert not Incident.objects.exists()


def test_hostile_text_is_shown_and_never_run(visit: Visit, real_cast: Cast) -> None:
    page = visit("requester@cast.example")
    page.goto("/tickets/new/")
    page.fill("[name=description]", "<script>document.title='owned'</script> <img src=x onerror=alert(1)> **tebal**")
    page.click("text=Send the report")
    page.wait_for_url(re.compile(r"/tickets/"))
    assert "owned" not in page.title()
    assert page.locator(".conversation script, .conversation img").count() == 0
    expect(page.locator(".conversation strong")).to_have_text("tebal")
