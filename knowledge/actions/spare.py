from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from knowledge.actions.door import locked
from knowledge.actions.say import rate
from knowledge.models import Article, Spared
from people.models import User
from records.actors import Actor
from records.refusals import NotAllowed


def spare(article: Article, *, by: Actor) -> bool:
    """«This solved it»: a report that was being written is not needed (F2); it says too that the article helped.

    Once a day for each person; whether it was new. Raises NotAllowed for who may not read it.
    """
    with transaction.atomic():
        row = locked(article.pk)
        if not isinstance(by.user, User) or not Article.readable_to(by.user).filter(pk=row.pk).exists():
            raise NotAllowed
        _kept, is_new = Spared.objects.get_or_create(
            article=row, person=by.user, on=timezone.localdate(by.at), defaults={"at": by.at}
        )
        if is_new:
            rate(row, by=by, is_helpful=True)
    return is_new
