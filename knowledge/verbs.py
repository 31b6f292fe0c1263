"""One table of what can be done to an article: the right each verb needs, the arrow it takes, what may forbid it now.

Doors ask it before they act; pages and the API ask it what to offer. So all agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from knowledge.choices import State
from knowledge.models import Article
from people.models import User
from people.rights import is_staff, may
from records.actors import Actor
from records.refusals import NotNow

Right = Callable[[Article, Actor], bool]
Guard = Callable[[Article], str]


def _writes(article: Article, by: Actor) -> bool:
    return may(by, "write_articles", article)


def _publishes(article: Article, by: Actor) -> bool:
    return may(by, "publish_articles")


def _decides(article: Article, by: Actor) -> bool:
    """Whoever publishes, whoever was asked to look at it, and its owner, who may take it back."""
    return _publishes(article, by) or (by.person_id in {article.reviewer_id, article.owner_id} and _writes(article, by))


def _works_here(article: Article, by: Actor) -> bool:
    return isinstance(by.user, User) and is_staff(by.user)


def _has_a_published_one(article: Article) -> str:
    return "" if article.has_draft else _("There is no published version to go back to.")


def _in_use(article: Article) -> str:
    return _("It is retired. Restore it first.") if article.state == State.RETIRED else ""


@dataclass(frozen=True)
class Verb:
    """``right`` says who may; ``arrows`` are the transitions of the machine, any of which must be open."""

    right: Right
    arrows: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()


VERBS: dict[str, Verb] = {
    "write": Verb(_writes, ("written",)),
    "send_to_review": Verb(_writes, ("to_in_review",)),
    "send_back": Verb(_decides, ("sent_back",)),
    "publish": Verb(_publishes, ("to_published",)),
    "discard": Verb(_writes, ("discarded",), (_has_a_published_one,)),
    "retire": Verb(_publishes, ("to_retired",)),
    "restore": Verb(_writes, ("restored", "written")),
    "translate": Verb(_writes, (), (_in_use,)),
    "set_review": Verb(_writes, (), (_in_use,)),
    "comment": Verb(_works_here),
    "add_file": Verb(_writes, ("written",)),
}


def refusal(article: Article, verb: str) -> NotNow | None:
    """Why the verb is not possible now, whoever acts, or None."""
    rule = VERBS[verb]
    if rule.arrows and not any(can_proceed(getattr(article, arrow)) for arrow in rule.arrows):
        return NotNow(_("This is not possible while it is “%(state)s”.") % {"state": article.state_label})
    for guard in rule.guards:
        if said := guard(article):
            return NotNow(said)
    return None


def offers(article: Article, by: Actor) -> list[str]:
    """The verbs that state and rights allow this actor now, in the order of the table.

    Only for who may work on it (``Article.workable_by``): who merely reads it is offered nothing.
    """
    return [verb for verb, rule in VERBS.items() if rule.right(article, by) and not refusal(article, verb)]
