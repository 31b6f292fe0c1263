"""What a program reads of articles. Who works on one reads its newest version, everybody else the published one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Moment
from api.incidents.shown import Named, Shown
from knowledge import choosing
from knowledge.choices import Kind, Readers, State
from knowledge.models import Article
from knowledge.models import Version as VersionRow
from people.models import User
from people.models.user import Language

FOR_STAFF = (
    "readers", "owner", "has_draft", "review_on", "view_count", "helpful_count", "unhelpful_count", "use_count",
)  # fmt: skip


class ArticleRow(Shown):
    """An article in a list; ``context["works_on"]`` are those the reader may work on."""

    for_staff: ClassVar[tuple[str, ...]] = FOR_STAFF

    reference = serializers.CharField()
    url = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField(help_text="To who only reads it, it is published.")
    title = serializers.SerializerMethodField()
    summary = serializers.SerializerMethodField()
    language = serializers.ChoiceField(Language.choices)
    kind = serializers.ChoiceField(Kind.choices)
    tags = serializers.ListField(child=serializers.CharField())
    category = Named(allow_null=True)
    published_at = Moment(source="published.published_at", allow_null=True, default=None)
    readers = serializers.ChoiceField(Readers.choices)
    owner = Named(allow_null=True)
    has_draft = serializers.SerializerMethodField()
    review_on = serializers.DateField(allow_null=True)
    view_count = serializers.IntegerField()
    helpful_count = serializers.IntegerField()
    unhelpful_count = serializers.IntegerField()
    use_count = serializers.IntegerField()

    def get_url(self, article: Article) -> str:
        return reverse("api:article", args=[article.reference])

    @extend_schema_field(serializers.ChoiceField(State.choices))
    def get_state(self, article: Article) -> str:
        return str(article.state if self._works_on(article) else State.PUBLISHED.value)

    def get_title(self, article: Article) -> str:
        return self._version(article).title

    def get_summary(self, article: Article) -> str:
        return self._version(article).summary

    def get_has_draft(self, article: Article) -> bool:
        return article.has_draft and self._works_on(article)

    def _works_on(self, article: Article) -> bool:
        return article.pk in self.context["works_on"]

    def _version(self, article: Article) -> VersionRow:
        version = article.latest if self._works_on(article) else article.published
        return version or VersionRow()


class Translation(serializers.Serializer):  # type: ignore[type-arg]
    """The same in another language."""

    reference = serializers.CharField()
    language = serializers.ChoiceField(Language.choices)


class ArticleInFull(ArticleRow):
    """An article with its text."""

    for_staff = (*FOR_STAFF, "teams", "reviewer", "note")

    version = serializers.IntegerField(source="entry_number", help_text="The number in its ETag.")
    text_version = serializers.SerializerMethodField(help_text="Which version of the text this is.")
    body = serializers.SerializerMethodField(help_text="Markdown.")
    note = serializers.SerializerMethodField(help_text="What changed in this version.")
    services = Named(many=True)
    teams = Named(many=True)
    reviewer = Named(allow_null=True)
    translations = serializers.SerializerMethodField()
    my_rating = serializers.SerializerMethodField(help_text="Whether it helped the one who asks; null without a word.")

    def get_text_version(self, article: Article) -> int:
        return self._version(article).number

    def get_body(self, article: Article) -> str:
        return self._version(article).body

    def get_note(self, article: Article) -> str:
        return self._version(article).note

    @extend_schema_field(Translation(many=True))
    def get_translations(self, article: Article) -> Any:
        visible = Article.visible_to(self.context["reader"])
        return Translation(choosing.translations(article, visible), many=True).data

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_my_rating(self, article: Article) -> bool | None:
        said = choosing.rating_of(article, self.context["reader"])
        return said.is_helpful if said else None


class Version(serializers.Serializer):  # type: ignore[type-arg]
    """A text as it stood."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    body = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    author = Named(allow_null=True)
    created_at = Moment()
    published_at = Moment(allow_null=True)


class ArticleOffer(serializers.Serializer):  # type: ignore[type-arg]
    """A verb that may be carried out now, and how."""

    verb = serializers.CharField()
    method = serializers.CharField()
    url = serializers.CharField()


def rows_of(user: User) -> QuerySet[Article]:
    """Everything this person may see, with what a row shows."""
    return Article.visible_to(user).select_related("owner", "reviewer", "category", "published", "latest")


def told(serializer: type[ArticleRow], articles: Any, reader: User, *, many: bool = False) -> Any:
    """Articles as this reader reads them, in a fixed number of queries."""
    listed: Iterable[Article] = articles if many else [articles]
    known = Article.workable_by(reader).filter(pk__in=[article.pk for article in listed])
    works_on = set(known.values_list("pk", flat=True))
    return serializer(articles, many=many, context={"reader": reader, "works_on": works_on}).data
