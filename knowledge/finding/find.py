"""Search articles, and suggest some to who is still writing (SPEC F2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from knowledge.finding.asking import Asked, ask
from knowledge.finding.places import plain
from knowledge.finding.ranking import Ranked, ranked
from knowledge.finding.snippets import marked, snippet
from knowledge.finding.words import places
from knowledge.models import Article
from people.models import User

MOST = 50
SURE, NEAR_BEST = 0.35, 0.5
"""A suggestion must be about this share of what a report says, and answer at least so well beside the best one."""


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
    text: str, user: User, language: str = "", limit: int = 20, kinds: Collection[str] = (), *, is_typing: bool = False
) -> Results:
    """The articles this person may read that answer best; anything may be asked, and nothing ever fails.

    ``language`` is preferred a little, the person's own by default. ``is_typing`` takes the last word for a beginning.
    The number of queries is the same whatever is asked and found, but after the words were counted anew.
    """
    asked = ask(text, user, is_typing=is_typing)
    found = ranked(asked, text, user, language or user.language, min(limit, MOST), kinds=kinds)
    texts = dict(Article.readable_to(user).filter(pk__in=[each.article.pk for each in found]).values_list("pk", "published__body"))
    hits = [_hit(each, texts.get(each.article.pk, "")) for each in found]
    return Results(hits, {said: ", ".join(near) for said, near in asked.meant.items()} if hits else {})


def suggest(text: str, user: User, limit: int = 3) -> list[Article]:
    """Articles that may answer a report that is still being written; nothing where none is about most of it."""
    asked = ask(text, user)
    found = ranked(asked, text, user, user.language, limit)
    enough = found[0].score * NEAR_BEST if found else 0
    return [each.article for each in found if each.share >= SURE and each.score >= enough]


def _hit(found: Ranked, body: str) -> Hit:
    version = found.article.published
    title, summary = (version.title, version.summary) if version else (found.article.title, "")
    return Hit(
        article=found.article,
        title_html=marked(title, found.terms),
        snippet_html=snippet(f"{summary} {plain(body)}".strip(), found.terms),
        why=_why(found, title),
    )


def _why(found: Ranked, title: str) -> str:
    """What of the question the article has in its title, and what it has nowhere."""
    in_title = [word.text for word in places(title) if word.text in found.terms]
    said = [_("In the title: %(words)s") % {"words": ", ".join(dict.fromkeys(in_title))}] if in_title else []
    if found.missing:
        said.append(_("Without: %(words)s") % {"words": ", ".join(found.missing)})
    return " · ".join(said)
