"""What knowledge does when something is recorded."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

from incidents.entries import Resolved
from incidents.models import Incident
from knowledge import actions
from knowledge.models import Article
from people.actors import actor_for
from people.models import User
from records.models import Entry
from records.reactions import follows
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
