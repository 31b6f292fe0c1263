"""What is there to read: by service or category, a page at a time, all read from the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.http import QueryDict

from incidents import choosing
from incidents.models import Category
from knowledge.choosing import by_words
from knowledge.models import Article, ArticleQuerySet
from people.models import User
from people.models.user import Language
from records import keyset
from services.models import Service

PAGE = 30
ORDER = ("-view_count", "-id")


@dataclass(frozen=True)
class Reading:
    """One address of the list, understood; what cannot be understood is left out."""

    user: User
    text: str = ""
    service: int = 0
    category: int = 0
    language: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, user: User) -> Reading:
        """What a query string asks for."""
        language = query.get("language", "")
        return cls(
            user=user,
            text=query.get("q", "").replace("\x00", "").strip()[:100],
            service=_number(query.get("service", "")),
            category=_number(query.get("category", "")),
            language=language if language in Language.values else "",
            after=query.get("after", "")[:400],
        )

    def page(self) -> tuple[list[Article], str]:
        """The articles of one page, the most read first, and the cursor of the next."""
        found = Article.readable_to(self.user)
        if self.service:
            found = found.filter(services__in=[self.service])
        if self.category:
            found = found.filter(category_id=self.category)
        if self.language:
            found = found.filter(language=self.language)
        if self.text:
            found = found.filter(by_words(self.text))
        return keyset.page(found.with_rows(), ORDER, self.after, PAGE)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows it."""
        return bool(self.text or self.service or self.category or self.language)

    def services(self) -> list[Service]:
        """Services about which there is something to read, each with how much (``count``)."""
        counted = _counts(self.user, "services")
        found = list(choosing.services().filter(pk__in=counted))
        for service in found:
            service.count = counted[service.pk]  # type: ignore[attr-defined]
        return found

    def categories(self) -> list[Category]:
        """Categories in which there is something to read, each with how much (``count``)."""
        counted = _counts(self.user, "category")
        found = list(choosing.categories().filter(pk__in=counted))
        for category in found:
            category.count = counted[category.pk]  # type: ignore[attr-defined]
        return found

    @property
    def address(self) -> str:
        """The query string of this list, for its next page."""
        query = QueryDict(mutable=True)
        told = {"q": self.text, "service": self.service, "category": self.category, "language": self.language}
        query.update({name: str(value) for name, value in told.items() if value})
        return query.urlencode()


def _counts(user: User, name: str) -> dict[int, int]:
    found: ArticleQuerySet = Article.readable_to(user).filter(**{f"{name}__isnull": False})
    counted = found.order_by().values(name).annotate(count=Count("pk", distinct=True))
    return {row[name]: row["count"] for row in counted}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
