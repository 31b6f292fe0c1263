"""What the page of an article shows: gathered here, so that its number of queries can be seen and stays fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from desk.access import DeskRequest
from desk.knowledge.forms import FORMS, CommentForm
from incidents.models import Incident
from knowledge import choosing, personal
from knowledge.choices import State
from knowledge.models import Article, Version
from knowledge.verbs import offers
from people.models import User
from records.history import Line, history

PRIMARY = {
    State.DRAFT: ("send_to_review",),
    State.IN_REVIEW: ("publish", "send_back"),
    State.PUBLISHED: ("write",),
    State.RETIRED: ("restore",),
}
"""What a state is about: the first of these that is offered is the button."""
NO_BUTTON = {"write", "comment", "add_file"}
COUNTED = ["article.rated", "article.used", "article.file_added"]
"""What the panels beside the record tell already."""


@dataclass(frozen=True)
class Action:
    verb: str
    label: str


def context_of(request: DeskRequest, article: Article, comment: CommentForm | None = None) -> dict[str, Any]:
    """The whole page for who works on it; for who only reads it, what its readers see."""
    works_on = bool(getattr(article, "is_workable", True))  # find_own takes only these
    version = article.latest if works_on else article.published
    shown = {
        "article": article,
        "version": version,
        "works_on": works_on,
        "services": list(article.services.all()),
        "teams": list(article.teams.all()),
        "translations": choosing.translations(article, Article.visible_to(request.user)),
        "uses": choosing.uses(article, request.user),
        "is_overdue": bool(article.is_read and article.review_on and article.review_on <= timezone.localdate()),
    }
    return shown | (_worked_on(request, article, version, comment) if works_on else {})


def _worked_on(
    request: DeskRequest, article: Article, version: Version | None, comment: CommentForm | None
) -> dict[str, Any]:
    offered = offers(article, request.actor)
    primary = next((verb for verb in PRIMARY[State(article.state)] if verb in offered), "")
    lines = told(article, request.user)
    return {
        "primary": primary,
        "primary_label": FORMS[primary].title if primary in FORMS else "",
        "actions": [Action(verb, str(FORMS[verb].title)) for verb in offered if verb not in {*NO_BUTTON, primary}],
        "may_write": "write" in offered,
        "seems": personal.in_article(article, version) if version and article.state != State.RETIRED else [],
        "versions": choosing.versions(article),
        "ratings": choosing.ratings(article),
        "missing": choosing.missing_languages(article) if article.state != State.RETIRED else [],
        "is_behind": choosing.is_behind(article),
        "lines": lines,
        "comment": comment or CommentForm(article=article, user=request.user),
    }


def told(article: Article, user: User) -> list[Line]:
    """The record without what the panels tell; nothing of incidents that this person must not know of."""
    kept_from = set(Incident.kept_from(user))
    shown = (line for line in history(article, internal=True) if line.entry.kind not in COUNTED)
    return [line for line in shown if line.entry.data.get("incident") not in kept_from]
