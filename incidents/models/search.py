"""What the words of an incident are found by: kept with its texts, in the transaction that changes them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchText(models.Model):
    """``whole`` has all that was written, ``public`` only what those concerned may read: who may not read internal
    notes must not learn from a hit what stands in one.
    """

    incident = models.OneToOneField(
        "incidents.Incident", on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    whole = SearchVectorField()
    public = SearchVectorField()
    learnt = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["whole"], name="incidents_whole_words"),
            models.Index(fields=["incident"], name="incidents_words_to_learn", condition=models.Q(learnt=False)),
        ]

    def __str__(self) -> str:
        return str(self.incident_id)


class SearchWord(models.Model):
    """A word that occurs, and in how many texts: what a word with a typing error may have meant."""

    word = models.CharField(max_length=40, primary_key=True, db_collation="C")
    count = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-count"], name="incidents_common_words")]

    def __str__(self) -> str:
        return self.word
