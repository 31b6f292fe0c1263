"""Writing an article in a browser: preview beside the text, a pasted picture, a lost page, the resolve form."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from knowledge.models import Article
from records.models import Attachment
from tests.browser.conftest import PHONE, Visit
from tests.cast import Cast
from tests.journeys import code, in_diagnosis
from tests.knowledge.articles import drafted, published

pytestmark = pytest.mark.browser

PASTE = """async () => {
    const canvas = document.createElement('canvas'); canvas.width = canvas.height = 8;
    const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
    const data = new DataTransfer(); data.items.add(new File([blob], 'menu.png', {type: 'image/png'}));
    document.querySelector('[name=body]').dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_an_article_is_written_reviewed_published_and_read(visit: Visit, real_cast: Cast) -> None:
    agent = visit("agent@cast.example")
    agent.goto("/desk/knowledge/new/")
    agent.fill("[name=title]", "Connect to the VPN")
    agent.click("form.act-form button.btn-primary")
    agent.wait_for_url(re.compile("/edit/"))
    agent.fill("[name=body]", "Open the **client**. Ask dewi@example.com.\n")
    expect(agent.locator("#preview strong").first).to_be_visible()
    expect(agent.locator("#preview .notice")).to_contain_text("dewi@example.com")
    agent.evaluate(PASTE)
    expect(agent.locator("#preview img")).to_have_attribute("src", re.compile(r"^/attachments/\d+/$"))
    agent.reload()
    expect(agent.locator("[name=body]")).to_have_value(re.compile("Open the"))
    agent.click("form.editor button.btn-primary")
    agent.wait_for_url(re.compile(r"/KB-\d+/$"))
    agent.click("text=Send to review…")
    agent.click("dialog form.act-form button.btn-primary")
    expect(agent.locator(".incident-line .chip").first).to_contain_text("In review")

    administrator = visit("administrator@cast.example")
    article = Article.objects.get()
    administrator.goto(f"{article.desk_url()}publish/")
    administrator.check("[name=acknowledged]")
    administrator.click("form.act-form button.btn-primary")
    administrator.wait_for_url(re.compile(r"/KB-\d+/$"))

    requester = visit("requester@cast.example", viewport=PHONE)
    requester.goto("/knowledge/")
    requester.click("text=Connect to the VPN")
    expect(requester.locator(".article-text img")).to_have_js_property("naturalWidth", 8)
    requester.click(".kb-helped button[value=no]")
    requester.fill("[name=why]", "Step 3 is gone.")
    requester.click(".kb-why button")
    expect(requester.locator(".kb-helped")).to_contain_text("did not help")
    article.refresh_from_db()
    assert (article.unhelpful_count, Attachment.objects.about(article).count()) == (1, 1)


def test_a_file_that_may_not_come_in_is_said_and_the_text_stays(visit: Visit, real_cast: Cast) -> None:
    page = visit("agent@cast.example")
    page.goto(f"{drafted(real_cast).desk_url()}edit/")
    page.fill("[name=body]", "Typed.")
    page.evaluate(PASTE.replace("'menu.png'", "'menu.svg'"))
    expect(page.locator(".toasts")).to_contain_text("menu.svg")
    expect(page.locator("[name=body]")).to_have_value("Typed.")


def test_the_resolve_form_suggests_articles(visit: Visit, real_cast: Cast) -> None:
    article, incident = published(real_cast), in_diagnosis(real_cast)
    page = visit("specialist@cast.example")
    page.goto(f"/desk/{incident.handle}/resolve/")
    page.locator("[name=article]").press_sequentially("vpn")
    option = page.locator("datalist option")
    expect(option).to_have_attribute("value", f"{article.reference} {article.title}")
    page.fill("[name=article]", f"{article.reference} {article.title}")
    page.select_option("[name=code]", str(code().pk))
    page.fill("[name=summary]", "Profile renewed.")
    page.select_option("[name=recovery_check]", "tested")
    page.click("form.act-form button.btn-primary")
    page.wait_for_url(re.compile(rf"/desk/{incident.handle}/$"))
