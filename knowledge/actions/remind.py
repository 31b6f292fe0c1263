from __future__ import annotations

import logging
from datetime import datetime

from django.db import Error, transaction
from django.db.models import F, Q
from django.utils import timezone

from knowledge.actions.door import locked
from knowledge.entries import ReviewDue
from knowledge.models import Article
from people.actors import machine
from records.recording import record

log = logging.getLogger(__name__)
NAME = "Knowledge"


def remind(now: datetime, *, limit: int = 500) -> int:
    """Ask the owners of what is to be looked at again by ``now``; once for each date. Returns how many were asked about.

    Whose owner is not there any more, the publishers are asked. One bad row never stops it.
    """
    today = timezone.localtime(now).date()
    unasked = Q(reminded_of=None) | ~Q(reminded_of=F("review_on"))
    due = Article.objects.overdue(today).filter(unasked).order_by("review_on", "id").values_list("pk", flat=True)
    return sum(_safely(pk, now) for pk in list(due[:limit]))


def _safely(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = locked(pk)
            if row.reminded_of == row.review_on or row.published is None:
                return False
            row.reminded_of = row.review_on
            record(row, ReviewDue(), by=machine(NAME, moment=now), also=["reminded_of"])
    except Error:
        log.exception("article %s could not be reminded of", pk)
        return False
    return True
