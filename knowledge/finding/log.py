"""What was looked for, so that somebody can write what is missing; nobody can read in it who looked (UU PDP)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from knowledge.finding.searching import Results
from knowledge.models import Article, Search
from people.models import User

KEPT = timedelta(days=90)
GOES_ON = timedelta(minutes=2)
"""Within so long a question that goes on from the last one is that question, typed further."""
SHORTEST, LONGEST = 3, 120
_PERSONAL = re.compile(r"\S+@\S+|\+?\d[\d\s./-]{5,}\d")
"""Addresses and long numbers: of a person rather than of a matter."""


@dataclass(frozen=True)
class Failing:
    """A question without an answer: how often it was asked by how many, what was found, and when last."""

    text: str
    times: int
    people: int
    found: int
    last_at: datetime


def remember(text: str, user: User, results: Results, now: datetime | None = None) -> int | None:
    """Keep what was looked for and how much was found; the key of the row, or None where there is too little to keep.

    What is typed further within two minutes stays one row.
    """
    at = now or timezone.now()
    said = " ".join(_PERSONAL.sub("…", text.replace("\x00", " ")).lower().split())[:LONGEST]
    if len(said) < SHORTEST:
        return None
    mine = Search.objects.filter(by=_hash(user), at__gte=at - GOES_ON, opened=None).order_by("-at", "-pk").first()
    if mine and (said.startswith(mine.text) or mine.text.startswith(said)):
        Search.objects.filter(pk=mine.pk).update(text=said, found=len(results.hits), at=at)
        return mine.pk
    return Search.objects.create(at=at, text=said, found=len(results.hits), by=_hash(user)).pk


def opened(search: str, article: Article, user: User) -> None:
    """This person opened an article that this search of theirs had found; of others' searches nothing changes."""
    if search.isascii() and search.isdecimal() and len(search) < 18:
        Search.objects.filter(pk=int(search), by=_hash(user), opened=None).update(opened=article)


def failing(limit: int = 50, now: datetime | None = None) -> list[Failing]:
    """The questions asked most often that led nobody to an article: nothing was found, or nothing of it opened."""
    since = (now or timezone.now()) - KEPT
    asked = Search.objects.filter(at__gte=since).values("text").annotate(
        times=Count("pk"), people=Count("by", distinct=True), most=Max("found"), last_at=Max("at"),
        led=Count("pk", filter=Q(opened__isnull=False)),
    )  # fmt: skip
    rows = asked.filter(led=0).order_by("-people", "-times", "text")[:limit]
    return [Failing(row["text"], row["times"], row["people"], row["most"], row["last_at"]) for row in rows]


def purge(now: datetime | None = None) -> int:
    """Forget what was looked for more than 90 days ago; how many rows."""
    deleted, _by_model = Search.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()
    return deleted


def _hash(user: User) -> str:
    return salted_hmac("knowledge.search", str(user.pk), algorithm="sha256").hexdigest()[:16]
