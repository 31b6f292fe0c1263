from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from incidents.actions.wants import Wants, is_text
from knowledge import given, personal
from knowledge.actions.door import acting_on
from knowledge.entries import Discarded, Published, ReviewSet, SentBack, SentToReview
from knowledge.models import Article, Version
from people.models import User
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message
from records.refusals import Invalid

MOST_SAID = 5_000
LOOKED_AT_AGAIN = timedelta(days=365)
"""How long a published article is trusted where nobody said otherwise."""


def send_to_review(
    article: Article, *, by: Actor, reviewer: User | None = None, note: str = "", seen: int | None = None
) -> Article:
    """Ask somebody to look at it: the reviewer, or whoever publishes (F1). Raises Invalid where text is missing."""
    with acting_on(article, by=by, verb="send_to_review", seen=seen) as row:
        version = _version(row)
        wants = Wants()
        wants(is_text(version.title), "title", _("A title is needed."))
        wants(is_text(version.body), "body", _("Write the text first."))
        wants.check()
        if reviewer is not None:
            given.check_people(row, {"reviewer": reviewer}, by)
            row.reviewer = reviewer
        message = _say(row, note, by, Role.NOTE, "note")
        row.to_in_review()
        record(row, SentToReview(version=version.number, reviewer=row.reviewer_id, message=message), by=by)
    return row


def send_back(article: Article, *, by: Actor, why: str, seen: int | None = None) -> Article:
    """Give it back to its owner, who reads what is still missing; the owner takes it back the same way."""
    with acting_on(article, by=by, verb="send_back", seen=seen) as row:
        wants = Wants()
        wants(is_text(why), "why", _("Say what is still missing."))
        wants.check()
        message = _say(row, why, by, Role.REASON, "why")
        row.sent_back()
        record(row, SentBack(version=_version(row).number, message=message), by=by)
    return row


def publish(
    article: Article,
    *,
    by: Actor,
    acknowledged: bool = False,
    review_on: date | None = None,
    seen: int | None = None,
) -> Article:
    """From now on its readers see this version (F1). It is looked at again in a year, unless ``review_on`` says when.

    Where the text seems to hold personal data, whoever publishes must say that they looked (``acknowledged``). Raises
    Invalid otherwise.
    """
    with acting_on(article, by=by, verb="publish", seen=seen) as row:
        version = _version(row)
        seems = personal.in_article(row, version)
        _check(seems, acknowledged, review_on, by)
        version.published_at = by.at
        version.save(update_fields=["published_at"])
        row.published = version
        row.review_on = review_on or by.at.date() + LOOKED_AT_AGAIN
        row.to_published()
        sorts = sorted({each.sort for each in seems})
        record(row, Published(version=version.number, acknowledged=sorts or None), by=by)
    return row


def discard(article: Article, *, by: Actor, seen: int | None = None) -> Article:
    """Drop the draft of a published article; what its readers see stays, and the draft remains among its versions."""
    with acting_on(article, by=by, verb="discard", seen=seen) as row:
        dropped = _version(row).number
        row.latest = row.published
        row.title = _version(row).title
        row.discarded()
        record(row, Discarded(version=dropped), by=by, also=["title"])
    return row


def set_review(article: Article, *, by: Actor, review_on: date | None, seen: int | None = None) -> Article:
    """Say when it is looked at again; None is never. Raises Invalid for a day that is over."""
    with acting_on(article, by=by, verb="set_review", seen=seen) as row:
        _check((), True, review_on, by)
        if row.review_on != review_on:
            row.review_on = review_on
            record(row, ReviewSet(), by=by)
    return row


def _check(seems: Collection[Any], acknowledged: bool, review_on: date | None, by: Actor) -> None:
    wants = Wants()
    wants(acknowledged or not seems, "acknowledged", _("This seems to hold personal data. Look at it, then say so."))
    wants(review_on is None or review_on > by.at.date(), "review_on", _("Choose a day that is still to come."))
    wants.check()


def _say(row: Article, text: str, by: Actor, role: str, field: str) -> int | None:
    if not is_text(text):
        return None
    if len(text) > MOST_SAID:
        raise Invalid({field: _("This is longer than %(most)d characters.") % {"most": MOST_SAID}})
    return write_message(row, role, text, by=by, visibility=Visibility.INTERNAL).pk


def _version(row: Article) -> Version:
    if row.latest is None:
        raise RuntimeError(f"{row} has no version")
    return row.latest
