"""Who may read a file of an article: its readers where the published text shows or links it, else who works on it."""

from __future__ import annotations

import re

from knowledge.models import Article
from people.models import User
from records.models import Attachment

_ADDRESS = re.compile(r"/attachments/(\d{1,18})/")


def address(attachment: Attachment) -> str:
    """Where a text points to show it."""
    return f"/attachments/{attachment.pk}/"


def shown_in(text: str) -> set[int]:
    """The attachments that a text shows or links."""
    return {int(pk) for pk in _ADDRESS.findall(text)}


def readable_by(user: User, pk: int) -> Attachment | None:
    """The attachment of an article, if this person may read it."""
    found = Attachment.objects.filter(pk=pk, subject_type=Article.subject_type, erased_at=None).first()
    if found is None:
        return None
    if Article.workable_by(user).filter(pk=found.subject_id).exists():
        return found
    article = Article.readable_to(user).filter(pk=found.subject_id).select_related("published").first()
    shows = article is not None and article.published is not None and pk in shown_in(article.published.body)
    return found if shows else None
