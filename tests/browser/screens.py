"""``make screens``: every main page, light and dark, desktop and phone, both languages, with the demo story, into ``screens/``."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from incidents.models import CatalogueItem, Incident
from itsm.story.articles import tell_articles
from itsm.story.catalogue import tell_catalogue
from itsm.story.settlers import settle
from itsm.story.teller import tell
from itsm.story.today import tell_today
from knowledge.models import Article
from notifications import outbox
from people.models import User
from sla.models import Agreement, Calendar
from tests.browser.conftest import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.browser
FOLDER = Path(settings.BASE_DIR) / "screens"


def test_take_pictures(visit: Visit, real_db: None) -> None:
    settled, now = settle(), timezone.localtime()
    tell(settled, now, cases=160)
    tell_today(settled, now)
    tell_catalogue(settled, now)
    tell_articles(settled, now)
    outbox.deliver("mail", limit=200)
    FOLDER.mkdir(exist_ok=True)
    for language, theme, device, viewport in (
        ("en", "light", "desktop", DESKTOP), ("id", "light", "phone", PHONE), ("en", "dark", "desktop", DESKTOP),
        ("id", "dark", "phone", PHONE),
    ):  # fmt: skip
        User.objects.update(language=language, theme=theme)
        label = f"{device}-{theme}-{language}"
        _take(visit, label, viewport)


def _take(visit: Visit, label: str, viewport: dict[str, int]) -> None:
    open_one = Incident.objects.filter(state="in_diagnosis").exclude(requester=None).order_by("-entry_number")[0]
    asks = Incident.objects.filter(state="resolved", confirmed_at=None).exclude(requester=None).order_by("-pk")
    ticket = asks.first() or open_one
    assert ticket.requester is not None
    read = Article.objects.filter(readers="public", state="published").order_by("-view_count")[0]
    agent = visit("agent@example.com", viewport=viewport)
    for name, address in {
        "queue": "/desk/", "incident": f"/desk/{open_one.handle}/", "classify": f"/desk/{open_one.handle}/classify/",
        "report": f"/desk/{open_one.handle}/report/", "board": "/desk/board/", "search": "/desk/search/?q=printr",
        "articles": "/desk/knowledge/", "article": read.desk_url(), "editor": f"{read.desk_url()}edit/",
        "columns": "/desk/layout/", "peek": f"/desk/{open_one.handle}/peek/",
    }.items():  # fmt: skip
        _picture(agent, address, f"{name}-{label}")
    person = visit(ticket.requester.email, viewport=viewport)
    for name, address in {
        "home": "/", "new": "/tickets/new/", "tickets": "/tickets/", "ticket": f"/tickets/{ticket.handle}/", "mailbox": "/mailbox/",
        "catalogue": "/catalogue/", "order": f"/catalogue/{CatalogueItem.objects.get(name='Laptop baru').pk}/",
        "knowledge": "/knowledge/", "reading": read.get_absolute_url(),
    }.items():  # fmt: skip
        _picture(person, address, f"{name}-{label}")
    admin = visit("admin@example.com", viewport=viewport)
    for name, address in {
        "rights": "/admin/rights/",
        "people": "/admin/people/",
        "matrix": "/admin/matrix/",
        "insight": "/insight/",
        "terms": f"/admin/agreements/{Agreement.objects.get().pk}/terms/",
        "year": f"/admin/calendars/{Calendar.objects.get(name='Office hours').pk}/year/",
    }.items():
        _picture(admin, address, f"{name}-{label}")


def _picture(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.screenshot(path=FOLDER / f"{name}.png")
