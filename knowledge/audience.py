"""Who is told about what happened to an article, and with which message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from notifications.recipients import Recipient
from people.models import User
from people.rights import is_staff
from records.models import Entry

if TYPE_CHECKING:
    from knowledge.models import Article

TO_OWNER = {
    "article.sent_back": "article_answered",
    "article.published": "article_answered",
    "article.commented": "article_answered",
    "article.review_due": "article_due",
}


def of(article: Article, entry: Entry) -> list[Recipient]:
    """The recipients of one entry, never whoever acted; what its owner cannot see to, the publishers do."""
    template = _template(entry)
    if not template:
        return []
    people = _reviewers(article) if template == "article_to_review" else _owners(article)
    return [Recipient(person, template) for person in people if person != entry.actor_id]


def publishers() -> list[int]:
    """Everybody in use who may publish, knowledge managers before administrators: only where there are none, these."""
    able = User.objects.filter(roles__rights__activity="publish_articles", is_active=True).distinct()
    managers = able.filter(roles__code="knowledge_manager")
    return list((managers if managers.exists() else able).order_by("pk").values_list("pk", flat=True))


def mail_context(article: Article, person: User) -> dict[str, Any]:
    """What the mail templates show of the article, and the page of this reader."""
    path = article.desk_url() if is_staff(person) else article.get_absolute_url()
    return {"article": article, "url": f"{settings.SITE_URL}{path}"}


def _template(entry: Entry) -> str:
    if entry.kind == "article.sent_to_review":
        return "article_to_review"
    if entry.kind == "article.rated":
        return "" if entry.data.get("is_helpful") else "article_unhelpful"
    return TO_OWNER.get(entry.kind, "")


def _reviewers(article: Article) -> list[int]:
    return [article.reviewer_id] if article.reviewer_id else publishers()


def _owners(article: Article) -> list[int]:
    owner = article.owner
    return [owner.pk] if owner and owner.is_active else publishers()
