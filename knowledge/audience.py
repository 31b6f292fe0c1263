"""Who is told about what happened to an article, and with which message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from notifications.recipients import Recipient
from people.models import Absence, User
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
    return [
        Recipient(person.pk, template) for person in people if person.pk != entry.actor_id and _knows(article, person)
    ]


def publishers() -> list[User]:
    """The knowledge managers; where there are none, whoever else may publish."""
    able = User.objects.filter(roles__rights__activity="publish_articles", is_active=True).distinct().order_by("pk")
    managers = able.filter(roles__code="knowledge_manager")
    return list(managers) or list(able)


def mail_context(article: Article, entry: Entry, person: User) -> dict[str, Any]:
    """What the mail templates show of the article, the page of this reader, and why it did not help."""
    path = article.desk_url() if is_staff(person) else article.get_absolute_url()
    rating = article.ratings.filter(person_id=entry.actor_id).first() if entry.kind == "article.rated" else None
    return {"article": article, "url": f"{settings.SITE_URL}{path}", "why": rating.why if rating else ""}


def _template(entry: Entry) -> str:
    if entry.kind == "article.sent_to_review":
        return "article_to_review"
    if entry.kind == "article.rated":
        return "" if entry.data.get("is_helpful") else "article_unhelpful"
    return TO_OWNER.get(entry.kind, "")


def _reviewers(article: Article) -> list[User]:
    return [article.reviewer] if article.reviewer and article.reviewer.is_active else publishers()


def _owners(article: Article) -> list[User]:
    return [article.owner] if article.owner and _is_there(article.owner) else publishers()


def _is_there(person: User) -> bool:
    """Whether the owner can see to it: has an account in use and is not away today."""
    today = timezone.localdate()
    away = Absence.objects.filter(person=person, is_active=True, first_day__lte=today, last_day__gte=today)
    return person.is_active and not away.exists()


def _knows(article: Article, person: User) -> bool:
    return type(article).workable_by(person).filter(pk=article.pk).exists()
