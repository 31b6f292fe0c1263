"""Every page: axe finds nothing, light and dark, phone and desktop, in both languages; and it loads light."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.utils import timezone

from incidents.models import ApprovalStep, Incident
from itsm.story.articles import tell_articles
from itsm.story.catalogue import tell_catalogue
from itsm.story.settlers import settle
from itsm.story.teller import tell
from itsm.story.today import tell_today
from knowledge.models import Article
from people.models import User
from sla.models import Agreement, Calendar
from tests.browser.conftest import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.browser

PORTAL = [
    "/",
    "/tickets/",
    "/tickets/?show=finished",
    "/tickets/new/",
    "/accounts/preferences/",
    "/notices/",
    "/notices/how/",
    "/accounts/password/",
    "/account/tokens/",
    "/api/docs/",
    "/mailbox/",
    "/catalogue/",
    "/catalogue/?q=sap",
    "/catalogue/?q=xyzzy",
    "/approvals/",
    "/approvals/link/forged/",
    "/knowledge/",
    "/knowledge/?q=xyzzy",
    "/knowledge/search/?q=vpn+rumah",
    "/knowledge/search/?q=xyzzy",
    "/search/?q=vpn",
    "/search/?q=xyzzy",
    "/broken/",
    "/offline/",
]
INSIGHT = ["/insight/", "/insight/?wall", "/insight/promises/?period=month", "/insight/surveys/"]
DESK = ["/desk/", "/desk/?sort=due", "/desk/?view=late", "/desk/?view=hold", "/desk/?priority=P1&q=x", "/desk/new/",
    "/desk/?view=all&group=team&cols=ref,title,service,requester,detected,handovers", "/desk/?q=stat:open", "/desk/board/",
    "/desk/layout/", "/desk/language/", "/desk/views/?q=prio:P1", "/desk/search/?q=printr", "/desk/search/?q=xyzzy", "/desk/bulk/?verb=hold", "/desk/surveys/follow-ups/",
    "/desk/knowledge/", "/desk/knowledge/?view=overdue", "/desk/knowledge/?q=xyzzy", "/desk/knowledge/missing/", "/desk/search/?q=vpn", "/desk/knowledge/new/",
]  # fmt: skip
ADMIN = [
    "/admin/", "/admin/people/", "/admin/people/new/", "/admin/categories/", "/admin/rights/", "/admin/matrix/",
    "/admin/policy/", "/desk/outbox/", "/desk/running/", "/admin/shifts/", "/admin/shifts/new/", "/admin/absences/new/", "/admin/calendars/", "/admin/calendars/new/", "/admin/agreements/",
    "/admin/hold-rules/", "/admin/survey-policies/", "/admin/survey-policies/new/", "/admin/survey-questions/", "/admin/mail-texts/new/", "/admin/canned-answers/",
    "/admin/canned-answers/new/", "/admin/skills/new/", "/admin/catalogue/", "/admin/catalogue/new/", "/admin/synonyms/", "/admin/synonyms/new/", "/desk/knowledge/failing/",
]  # fmt: skip


def _look(email: str, theme: str, language: str) -> None:
    User.objects.filter(email=email).update(theme=theme, language=language)


@pytest.mark.parametrize(
    ("theme", "viewport", "language"),
    [("light", DESKTOP, "en"), ("dark", PHONE, "id"), ("dark", DESKTOP, "en"), ("light", PHONE, "id")],
)
def test_axe_finds_nothing_on_any_page(
    visit: Visit, accessible, theme: str, viewport: dict[str, int], language: str
) -> None:  # type: ignore[no-untyped-def]
    settled, now = settle(), timezone.localtime()
    tell(settled, now, cases=40)
    tell_today(settled, now)
    tell_catalogue(settled, now)
    step = ApprovalStep.objects.filter(standing="asked", approver__email="manager@example.com")[0]
    offered = step.incident.order.item
    tell_articles(settled, now)
    new_draft = Article.objects.get(state="draft", published__isnull=False)
    to_review = Article.objects.filter(state="in_review").first() or new_draft
    read = Article.objects.filter(readers="public", state="published", unhelpful_count__gt=0).first() or new_draft
    mine = (
        Incident.objects.filter(requester__email="requester@example.com").first()
        or Incident.objects.exclude(requester=None).first()
    )
    assert mine is not None
    someone = mine.requester.email if mine.requester else ""
    held = Incident.objects.filter(state="in_diagnosis").first() or mine
    parent = Incident.objects.filter(children__isnull=False).distinct().get()
    alike = Incident.objects.order_by("-pk").first() or mine
    agreement, calendar = Agreement.objects.get(), Calendar.objects.get(name="Office hours")
    pages = {
        someone: [*PORTAL, f"/tickets/{mine.handle}/", f"/catalogue/{offered.pk}/", read.get_absolute_url()],
        "agent@example.com": [*DESK, f"/desk/{held.handle}/", f"/desk/{held.handle}/report/", f"/desk/{held.handle}/amend/", f"/desk/{held.handle}/hold/",
            f"/desk/{parent.handle}/", f"/desk/{alike.handle}/", f"/desk/{held.handle}/peek/", f"/desk/{held.handle}/split/", f"/desk/{held.handle}/adopt/",
            f"/desk/bulk/?verb=hand_over&pick={held.pk}&pick={mine.pk}", f"/desk/{held.handle}/announce/",
        ],
        "manager@example.com": [
            *INSIGHT, "/approvals/", f"/approvals/{step.pk}/", f"/tickets/{step.incident.handle}/", f"/desk/{step.incident.handle}/", read.desk_url(),
        ],
        "admin@example.com": [
            *ADMIN,
            f"/admin/catalogue/{offered.pk}/",
            f"/admin/catalogue/{offered.pk}/questions/",
            read.desk_url(), f"{read.desk_url()}edit/", f"{read.desk_url()}retire/", f"{new_draft.desk_url()}versions/",
            f"{new_draft.desk_url()}", f"{to_review.desk_url()}publish/", f"{new_draft.desk_url()}restore/",
            f"/admin/agreements/{agreement.pk}/",
            f"/admin/agreements/{agreement.pk}/terms/",
            f"/admin/calendars/{calendar.pk}/year/?year=2026",
        ],
    }  # fmt: skip
    # Both themes, sizes and languages on every page take two rounds; the two across look at every sixth page again.
    # Administration is built of the same forms throughout: on a phone every third of its pages is looked at.
    is_across = (theme == "dark") == (viewport is DESKTOP)
    for email, addresses in pages.items():
        _look(email, theme, language)
        page = visit(email, viewport=viewport)
        step = 6 if is_across else 3 if email == "admin@example.com" and viewport is PHONE else 1
        for address in addresses[::step]:
            answer = page.goto(address)
            assert answer is not None and answer.status == (404 if "forged" in address else 200), address
            assert page.locator("html").get_attribute("data-bs-theme") == theme
            assert page.locator("html").get_attribute("lang") == language
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
            accessible(page)


def test_a_first_visit_ships_under_200_kilobytes() -> None:
    dist = settings.BASE_DIR / "static" / "dist"
    shipped = sum(
        len(gzip.compress((dist / name).read_bytes())) for name in ("app.js", "head.js", "app.css", "icons.svg")
    )
    assert 50_000 < shipped < 190_000
