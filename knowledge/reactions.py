"""What knowledge does when something is recorded."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

from incidents.entries import Resolved
from incidents.models import Incident
from knowledge import actions
from knowledge import entries as told
from knowledge.finding.index import count, index
from knowledge.models import Article
from people.actors import actor_for
from people.models import User
from records.models import Entry
from records.reactions import follows, reacts_to
from records.refusals import NotAllowed

_REFERENCE = re.compile(r"\bKB-\d{6,10}\b", re.IGNORECASE)
MOST = 5


def named_in(text: str) -> list[str]:
    """The references of articles that somebody wrote, each once."""
    return list(dict.fromkeys(found.upper() for found in _REFERENCE.findall(text)))[:MOST]


def names_an_article(entry: Entry) -> bool:
    """Whether the resolution says which article helped, by its reference."""
    return bool(named_in(entry.data.get("article", "")))


@follows(Resolved, where=names_an_article)
def count_the_use(entry: Entry) -> None:
    """Each article that whoever resolved it named, and may see, was used (F3)."""
    incident, person = entry.subject, User.objects.filter(pk=entry.actor_id or 0).first()
    if not isinstance(incident, Incident) or person is None:
        return
    by = replace(actor_for(person, via=entry.via, moment=entry.at), correlation=entry.correlation)
    for article in Article.visible_to(person).filter(reference__in=named_in(entry.data.get("article", ""))):
        with suppress(NotAllowed):
            actions.use(article, by=by, incident=incident)


FOUND_BY = {"tags", "services", "category", "language", "readers", "teams"}
"""What besides its published text decides what an article is found by, and who may be told of its words."""


def changes_what_is_read(entry: Entry) -> bool:
    """Whether what readers see of it changed; a draft beside it changes nothing."""
    is_draft = entry.kind == told.Written.code and not FOUND_BY.intersection(entry.data["fields"])
    return isinstance(entry.subject, Article) and not is_draft


@reacts_to(told.Published, told.Retired, told.Written)
def find_by_words(entry: Entry) -> None:
    """What is published can be found at once; what is retired cannot be found any more."""
    if changes_what_is_read(entry):
        index([entry.subject_id])


def may_hide_words(entry: Entry) -> bool:
    """Whether words may have become those of fewer readers."""
    return entry.kind == told.Retired.code or "readers" in entry.data.get("fields", ())


@follows(told.Retired, told.Written, where=may_hide_words)
def forget_words(entry: Entry) -> None:
    """Words that somebody may not read any more are no longer offered as what they may have meant."""
    count()
