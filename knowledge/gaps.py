"""What was resolved often and is written nowhere: where the next article would help most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from incidents.models import Category, Incident
from knowledge.models import Article
from people.models import User
from services.models import Service

LOOKED_BACK = timedelta(days=90)
LEAST, MOST = 3, 25
"""How many resolved ones make a gap, and how many gaps are told."""


@dataclass(frozen=True)
class Gap:
    """A service or category about which nothing is published, and how many incidents were resolved there lately."""

    about: Service | Category
    count: int

    @property
    def is_service(self) -> bool:
        return isinstance(self.about, Service)


def gaps(user: User, now: datetime) -> list[Gap]:
    """The gaps, the largest first, counted over all incidents that this person may know of."""
    return sorted([*_services(user, now), *_categories(user, now)], key=lambda gap: (-gap.count, str(gap.about)))[:MOST]


def _counts(user: User, now: datetime, name: str) -> dict[int, int]:
    resolved = Incident.counted_for(user).filter(resolved_at__gte=now - LOOKED_BACK, **{f"{name}__isnull": False})
    counted = resolved.values(name).annotate(count=Count("pk")).filter(count__gte=LEAST).order_by("-count")[:100]
    return {row[name]: row["count"] for row in counted}


def _services(user: User, now: datetime) -> list[Gap]:
    counts = _counts(user, now, "service_id")
    written = Article.services.through._base_manager.filter(article__published__isnull=False).values("service_id")
    bare = Service.objects.active().filter(pk__in=counts).exclude(pk__in=written)
    return [Gap(service, counts[service.pk]) for service in bare]


def _categories(user: User, now: datetime) -> list[Gap]:
    counts = _counts(user, now, "category_id")
    written = Article.objects.filter(published__isnull=False, category__isnull=False).values("category_id")
    bare = Category.objects.active().filter(pk__in=counts).exclude(pk__in=written)
    return [Gap(category, counts[category.pk]) for category in bare]
