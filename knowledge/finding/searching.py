"""Search articles, and suggest some to who is still writing (SPEC F2)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from knowledge.finding.asking import ask
from knowledge.finding.places import plain
from knowledge.finding.ranking import Ranked, ranked
from knowledge.finding.snippets import found_in, marked, snippet
from knowledge.models import Article
from people.models import User

MOST = 50
_REFERENCE = re.compile(r"[Kk][Bb]-\d{1,12}")
FAINT = 0.2
"""What answers less well than so much of the best answer is left out."""
SURE, NEAR_BEST, FEWEST = 0.3, 0.5, 2
"""A suggestion is about this share of what a report says, answers so well beside the best, and has so many words of it."""


@dataclass(frozen=True)
class Hit:
    """An article that was found: its title and a part of its text, safe and marked, and why it stands here."""

    article: Article
    title_html: SafeString
    snippet_html: SafeString
    why: str


@dataclass(frozen=True)
class Results:
    """What was found, the best first; ``meant`` are the words that were looked for besides those that occur nowhere."""

    hits: list[Hit] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)


def find(
    text: str, user: User, language: str = "", limit: int = 10, kinds: Collection[str] = (), *, is_typing: bool = False
) -> Results:
    """The articles this person may read that answer best; anything may be asked, and nothing ever fails.

    ``language`` is preferred a little, the person's own by default. ``is_typing`` takes the last word for a beginning.
    The number of queries is the same whatever is asked and found, but after the words were counted anew.
    """
    if _REFERENCE.fullmatch(text.strip()):
        return _called(text.strip(), user)
    asked = ask(text, user, is_typing=is_typing)
    found = ranked(asked, text, user, language or user.language, min(limit, MOST), kinds)
    found = [each for each in found if each.score >= found[0].score * FAINT]
    rows = _articles(found, user)
    hits = [_hit(each, rows[each.pk]) for each in found if each.pk in rows]
    return Results(hits, {said: ", ".join(near) for said, near in asked.meant.items()} if hits else {})


def suggest(text: str, user: User, limit: int = 3) -> list[Article]:
    """Articles that may answer a report that is still being written; nothing where none is about most of it."""
    asked = ask(text, user)
    found = ranked(asked, text, user, user.language, limit)
    enough = found[0].score * NEAR_BEST if found else 0
    sure = [each for each in found if each.score >= enough and _is_sure(each)]
    rows = _articles(sure, user)
    return [rows[each.pk] for each in sure if each.pk in rows]


def _called(reference: str, user: User) -> Results:
    """The article of this reference, if this person may read it."""
    rows = (
        Article.readable_to(user)
        .filter(Article.by_reference(reference))
        .select_related("published", "owner", "category")
    )
    return Results([_hit(Ranked(row.pk, 1.0, 1.0, 1, 1, frozenset(), ()), row) for row in rows])


def _is_sure(found: Ranked) -> bool:
    return found.share >= SURE and found.matched >= FEWEST and found.strong > 0


def _articles(found: list[Ranked], user: User) -> dict[int, Article]:
    rows = Article.readable_to(user).select_related("published", "owner", "category")
    return rows.in_bulk([each.pk for each in found])


def _hit(found: Ranked, article: Article) -> Hit:
    version = article.published
    if version is None:
        raise RuntimeError(f"{article} is read by nobody")
    return Hit(
        article=article,
        title_html=marked(version.title, found.terms),
        snippet_html=snippet(f"{version.summary} {plain(version.body)}".strip(), found.terms),
        why=_why(found, version.title),
    )


def _why(found: Ranked, title: str) -> str:
    """What of the question the article has in its title, and what it has nowhere."""
    in_title = [title[word.begin : word.end] for word in found_in(title, found.terms)]
    said = [_("In the title: %(words)s") % {"words": ", ".join(dict.fromkeys(in_title))}] if in_title else []
    if found.missing:
        said.append(_("Without: %(words)s") % {"words": ", ".join(found.missing)})
    return " · ".join(said)
