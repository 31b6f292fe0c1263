"""What articles are found by, and what was looked for."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.indexes import BTreeIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge.models.article import Article


class Posting(models.Model):
    """A word of a published article, as written or as its stem, and how much the article is about it.

    ``weight`` is between 0 and 1, its places weighed and saturated (``knowledge/finding/index.py``); only how rare the
    word is, is reckoned when it is asked for. ``is_word`` tells a word as it is written from a mere stem.
    """

    pk = models.CompositePrimaryKey("article_id", "term")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="postings", db_index=False)
    term = models.CharField(max_length=40, db_collation="C")
    weight = models.FloatField()
    is_word = models.BooleanField()

    class Meta:
        indexes: ClassVar = [BTreeIndex(fields=["term"], include=["article", "weight"], name="knowledge_postings")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.term}"


class SearchTerm(models.Model):
    """A term that occurs, and in how many articles: in all, and as a word in those for everybody and for staff.

    What only some teams may read never counts in the last two, so no suggestion can come from it.
    """

    term = models.CharField(max_length=40, primary_key=True, db_collation="C")
    articles = models.PositiveIntegerField()
    public = models.PositiveIntegerField()
    staff = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.term


class Indexed(models.Model):
    """An article whose postings are there, or were; ``is_counted`` once its terms are among the search terms."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="indexed")
    is_counted = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["article"], name="knowledge_to_count", condition=Q(is_counted=False))]

    def __str__(self) -> str:
        return str(self.article_id)


class Vocabulary(models.Model):
    """One row: a new stamp whenever the search terms are counted, over how many articles; processes keep them till then."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid4)
    articles = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="knowledge_one_vocabulary", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.stamp)


class Search(models.Model):
    """What somebody looked for, how much was found, and which article they opened.

    ``by`` is a keyed hash: it tells two people apart and says of nobody who they are. A row is kept for 90 days.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    text = models.CharField(_("Looked for"), max_length=120)
    found = models.PositiveIntegerField(_("Found"))
    by = models.CharField(max_length=16)
    opened = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["at"], name="knowledge_searches"),
            models.Index(fields=["by", "-at"], name="knowledge_searches_of"),
        ]

    def __str__(self) -> str:
        return self.text
