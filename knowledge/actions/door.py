"""The door every act on an article goes through (DESIGN, Act): fresh row, lock, right, state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from knowledge.models import Article
from knowledge.verbs import VERBS, refusal
from people.models import User
from records.actors import Actor
from records.models import Entry
from records.recording import begin
from records.refusals import Changed, NotAllowed

BESIDE = {"article.rated", "article.used", "article.commented", "article.review_due", "article.file_added"}
"""What happens beside the text: it disturbs nobody who is writing."""


@contextmanager
def acting_on(article: Article, *, by: Actor, verb: str, seen: int | None = None) -> Iterator[Article]:
    """Open the door for one act: yields the row as it is now, locked until the transaction ends.

    ``seen`` is the number of the last entry the person saw; where others changed the article since, Changed is raised
    with what they did. Raises NotAllowed without the right or where they may not work on this one, NotNow where the
    state does not allow the verb.
    """
    with transaction.atomic():
        row = locked(article.pk)
        permit(row, by=by, verb=verb)
        if seen is not None and (news := since(row, seen)):
            raise Changed(news)
        with opened(row):
            yield row


def permit(row: Article, *, by: Actor, verb: str) -> None:
    """Raise NotAllowed where this actor may not work on the article or lacks the right, NotNow where its state forbids it."""
    if not isinstance(by.user, User) or not Article.workable_by(by.user).filter(pk=row.pk).exists():
        raise NotAllowed
    if not VERBS[verb].right(row, by):
        raise NotAllowed
    if wrong := refusal(row, verb):
        raise wrong


def locked(pk: int) -> Article:
    """The row as it is now, held until the transaction ends, ready to be recorded."""
    rows = Article.objects.select_for_update(no_key=True, of=("self",)).select_related("latest", "published")
    row = rows.get(pk=pk)
    begin(row)
    return row


def since(article: Article, seen: int) -> list[Entry]:
    """What changed the article after that entry; what happened beside its text is no news to who writes."""
    if article.entry_number <= seen:
        return []
    return list(Entry.objects.about(article).after(seen).exclude(kind__in=BESIDE))


@contextmanager
def opened(row: Article) -> Iterator[None]:
    """Let the state machine of this row move while the block runs."""
    row.__dict__["_door_is_open"] = True
    try:
        yield
    finally:
        row.__dict__.pop("_door_is_open", None)
