"""A person on a phone, in Indonesian: reports with a photo, finds an article while writing, confirms and rates by mail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents import actions
from incidents.models import Incident, Joined
from knowledge.finding.index import count
from knowledge.models import Spared
from notifications import outbox
from notifications.models import DemoMail
from people.models import User
from records.models import Attachment
from surveys.models import Answer
from tests.browser.conftest import PHONE, Visit
from tests.cast import Cast
from tests.journeys import RESOLUTION, category, code, in_diagnosis
from tests.knowledge.articles import published

pytestmark = pytest.mark.browser


@pytest.fixture
def dewi(real_cast: Cast, visit: Visit, live_server: LiveServer, settings: Any) -> Page:
    """The requester on her phone, in Indonesian."""
    settings.SITE_URL = live_server.url
    User.objects.filter(pk=real_cast.requester.pk).update(language="id")
    return visit("requester@cast.example", viewport=PHONE, has_touch=True)


def newest_mail(person: User) -> str:
    outbox.deliver("follow")
    outbox.deliver("mail")
    return f"/mailbox/{DemoMail.objects.filter(recipient=person).latest('pk').pk}/"


def test_a_report_with_a_photo_takes_three_taps_and_one_text(dewi: Page, tmp_path: Path) -> None:
    photo = tmp_path / "layar.png"
    Image.new("RGB", (1200, 900), "teal").save(photo)
    dewi.goto("/")
    taps = [
        "a.door:has-text('Laporkan masalah')",
        "label:has-text('Tidak, pekerjaan terhenti')",
        "button:has-text('Kirim laporan')",
    ]
    dewi.tap(taps[0])
    dewi.fill("[name=description]", "Kasir 3 tidak bisa mencetak struk, antrean panjang.")
    dewi.set_input_files("[name=files]", str(photo))
    dewi.tap(taps[1])
    dewi.tap(taps[2])
    dewi.wait_for_url(re.compile(r"/tickets/(INC|T)-\d+/"))
    row = Incident.objects.get()
    assert (row.hindrance, Attachment.objects.get().content_type) == ("stopped", "image/png")
    expect(dewi.locator("main")).to_contain_text("Kasir 3 tidak bisa mencetak struk")
    wide = dewi.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_an_article_found_while_writing_spares_the_report(dewi: Page, real_cast: Cast, accessible) -> None:  # type: ignore[no-untyped-def]
    published(
        real_cast, title="Mengganti kertas printer struk", language="id", summary="Buka tutup, pasang gulungan baru."
    )
    count()
    dewi.goto("/tickets/new/")
    dewi.locator("[name=description]").press_sequentially("kertas printer struk habis, cara mengganti", delay=5)
    dewi.wait_for_selector(".suggestions >> text=Mengganti kertas printer struk")
    accessible(dewi)
    dewi.tap("button:has-text('Ini menyelesaikannya')")
    dewi.wait_for_selector("text=Syukurlah sudah berfungsi")
    assert Spared.objects.get().person == real_cast.requester
    assert not Incident.objects.exists()
    dewi.goto("/tickets/new/")
    expect(dewi.locator("[name=description]")).to_have_value("")


def test_a_known_fault_is_joined_with_one_tap(visit: Visit, real_cast: Cast, accessible) -> None:  # type: ignore[no-untyped-def]
    actions.announce(in_diagnosis(real_cast), by=real_cast.by("agent"), indonesian="Email lambat di semua kantor.")
    User.objects.filter(pk=real_cast.colleague.pk).update(language="id")
    budi = visit("colleague@cast.example", viewport=PHONE, has_touch=True)
    accessible(budi)
    budi.tap("button:has-text('Saya juga mengalaminya')")
    budi.wait_for_selector("text=Anda juga mengalaminya")
    assert Joined.objects.get().person == real_cast.colleague


def test_what_is_typed_survives_a_closed_tab_and_no_connection_says_so(dewi: Page) -> None:
    dewi.goto("/tickets/new/")
    dewi.evaluate("navigator.serviceWorker.ready.then(() => true)")
    dewi.fill("[name=description]", "Layar laptop berkedip sejak pagi.")
    dewi.wait_for_timeout(400)
    dewi.context.set_offline(True)
    dewi.goto("/tickets/")
    expect(dewi.locator("main")).to_contain_text("Tidak ada sambungan")
    dewi.context.set_offline(False)
    again = dewi.context.new_page()
    dewi.close()
    again.goto("/tickets/new/")
    expect(again.locator("[name=description]")).to_have_value("Layar laptop berkedip sejak pagi.")


def test_she_confirms_by_the_mailed_link_and_rates_with_one_click(dewi: Page, real_cast: Cast) -> None:
    row = in_diagnosis(real_cast)
    newest_mail(real_cast.requester)  # what came before is delivered before
    actions.resolve(row, by=real_cast.by("specialist"), code=code(), **RESOLUTION)
    dewi.goto(newest_mail(real_cast.requester))
    dewi.tap("a[href*='say=works']")
    dewi.tap("main form:has([value=works]) button")
    dewi.wait_for_selector("#rate")
    row.refresh_from_db()
    assert row.is_confirmed
    actions.close(
        row, by=real_cast.by("agent"), category=category(), evaluated=True, everyone_told=True, learning="draft"
    )
    dewi.goto(newest_mail(real_cast.requester))
    dewi.tap("a[href*='score=5']")
    dewi.wait_for_selector("[data-confirms-itself]")
    dewi.touchscreen.tap(200, 300)
    dewi.mouse.move(120, 300)
    dewi.mouse.move(160, 340)
    dewi.wait_for_selector("text=5 – ")
    dewi.wait_for_timeout(500)
    assert Answer.objects.get().score == 5
