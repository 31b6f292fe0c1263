"""Articles that pages ask for: querysets that name the question, so that no page builds its own."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from incidents.models import Incident
from knowledge.choices import State
from knowledge.models import Article, ArticleQuerySet, Rating, Use, Version
from people.models import User
from people.models.user import Language

MOST = 8


def matching(user: User, text: str) -> ArticleQuerySet:
    """Readable ones whose reference, title or tags contain this text, the most used first."""
    words = text.strip()[:100]
    found = Q(reference__iexact=words) | Q(published__title__icontains=words) | Q(tags__contains=[words.lower()])
    return Article.readable_to(user).filter(found).select_related("published").order_by("-use_count", "-id")[:MOST]


def by_text(text: str) -> Q:
    """The condition on reference, title or tags of what ``visible_to`` finds: a draft's title only for who works on it."""
    titles = Q(title__icontains=text, is_workable=True) | Q(published__title__icontains=text)
    return Q(reference__iexact=text) | titles | Q(tags__contains=[text.lower()])


def of_state(state: str) -> Q:
    """The condition on the state of what ``visible_to`` finds: what one only reads counts as published."""
    read = Q(is_workable=False) if state == State.PUBLISHED else Q(pk__in=[])
    return Q(state=state, is_workable=True) | read


def related(article: Article, user: User, limit: int = 5) -> list[Article]:
    """Others in the same language that this person may read, of the same service or category; the most read first."""
    services = article.services.values("pk")
    alike = Q(services__in=services)
    if article.category_id:
        alike |= Q(category_id=article.category_id)
    found = Article.readable_to(user).filter(alike, language=article.language).exclude(pk=article.pk).distinct()
    return list(found.select_related("published").order_by("-view_count", "-id")[:limit])


def translations(article: Article, articles: QuerySet[Article]) -> list[Article]:
    """The same matter in other languages, among these articles."""
    found = articles.filter(article.same_matter()).exclude(pk=article.pk)
    return list(found.select_related("published").order_by("language"))


def missing_languages(article: Article) -> list[Language]:
    """Languages in which nobody began to say it."""
    there = set(
        Article.objects.filter(article.same_matter()).exclude(state=State.RETIRED).values_list("language", flat=True)
    )
    return [each for each in Language if each.value not in there]


def is_behind(translation: Article) -> bool:
    """Whether the original was published again after this translation."""
    original, mine = translation.original, translation.published
    if original is None or original.published is None or mine is None:
        return False
    return bool((original.published.published_at or mine.created_at) > (mine.published_at or mine.created_at))


def owners(user: User) -> QuerySet[User]:
    """Whoever owns an article that this person may see, by name."""
    return User.objects.filter(pk__in=Article.visible_to(user).values("owner_id")).order_by("name")


def uses(article: Article, user: User, limit: int = 20) -> list[Use]:
    """The incidents it resolved, as far as this person may see them, the latest first."""
    seen = Incident.visible_to(user).values("pk")
    return list(article.uses.filter(incident_id__in=seen).select_related("incident").order_by("-at", "-id")[:limit])


def ratings(article: Article, limit: int = 50) -> list[Rating]:
    """What readers said, the latest first; what did not help and why before a mere yes."""
    said = article.ratings.select_related("person").order_by("is_helpful", "-at", "-id")
    return list(said[:limit])


def versions(article: Article) -> list[Version]:
    """All versions without their texts, the newest first."""
    return list(article.versions.select_related("author").defer("body").order_by("-number"))


def of_incident(incident: Incident, user: User) -> list[Article]:
    """What this person may see of the articles written after an incident, or used to resolve it."""
    used = Use.objects.filter(incident=incident).values("article_id")
    found = Article.visible_to(user).filter(Q(incident=incident) | Q(pk__in=used))
    return list(found.select_related("published").order_by("-id"))


def no_versions() -> QuerySet[Version]:
    """None yet: a form names the article first."""
    return Version.objects.none()


def by_words(text: str) -> Q:
    """The condition on what readers see: every word stands in the title, the sentence below it, or the tags."""
    found = Q()
    for word in text.split()[:8]:
        named = Q(published__title__icontains=word) | Q(published__summary__icontains=word)
        found &= named | Q(tags__contains=[word.lower()])
    return found


def rating_of(article: Article, user: User) -> Rating | None:
    """What this person said of it, if anything."""
    return article.ratings.filter(person=user).first()
