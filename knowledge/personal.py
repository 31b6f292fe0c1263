"""Personal data in a text: what looks like it, so that a person looks before it is published (UU PDP). Pure, no judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from knowledge.models import Article, Version

SORTS: dict[str, Any] = {
    "name": _("a person's name"),
    "email": _("an e-mail address"),
    "nik": _("an identity number"),
    "phone": _("a phone number"),
    "ip": _("an IP address"),
}
"""What is looked for: code → words."""

_PATTERNS = {
    "email": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    "nik": re.compile(r"(?<!\d)\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}(?!\d)"),
    "phone": re.compile(
        r"(?<![\w.])(?:\+62|62|0)[ .-]?8\d{1,3}(?:[ .-]?\d{2,4}){2,3}(?!\d)|(?<!\w)\+\d{1,3}(?:[ .-]?\d{2,4}){2,5}(?!\d)"
    ),
    "ip": re.compile(r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)"),
}
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Finding:
    """One place that looks like personal data; ``sort`` is a code of SORTS."""

    sort: str
    text: str

    @property
    def label(self) -> str:
        return str(SORTS[self.sort])


def find(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """Everything that looks like personal data, each once, in the order of SORTS; ``names`` are those to look for."""
    found = [*_named(text, names)]
    for sort, pattern in _PATTERNS.items():
        found += [Finding(sort, match.group().strip()) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))


def in_article(article: Article, version: Version) -> list[Finding]:
    """What a version seems to tell of people: those of the incident it was written after, and what looks like data."""
    return find("\n".join((version.title, version.summary, version.body)), names_of(article))


def names_of(article: Article) -> list[str]:
    """The people of the incident behind an article: who reported it, who is affected, who worked on it."""
    incident = article.incident
    if incident is None:
        return []
    people = [incident.requester, incident.assignee, incident.resolved_by, *incident.affected.all()]
    return [person.name for person in people if person]


def _named(text: str, names: Iterable[str]) -> Iterator[Finding]:
    """Whole names, and their first words alone: people are called so."""
    for name in dict.fromkeys(names):
        first = name.split(" ", 1)[0]
        for said in (name, first):
            is_long = len(said) >= _SHORTEST_NAME
            if is_long and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text, re.IGNORECASE):
                yield Finding("name", said)
                break
