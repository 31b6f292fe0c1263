"""What stands without an owner is flagged to the incident managers (SPEC A5). Done by a sweep."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from incidents.choices import OPEN_STATES
from incidents.entries import Unowned
from incidents.models import Incident, Policy
from incidents.models.incident import IncidentQuerySet
from people.actors import machine
from records.models import Entry
from records.recording import begin, record

log = logging.getLogger(__name__)
NAME = "Desk"


def sweep(now: datetime, *, limit: int = 200) -> int:
    """Flag, once each, what nobody has owned for as long as the policy says; returns how many. One bad row never stops it."""
    minutes = Policy.current().unowned_minutes
    if not minutes:
        return 0
    due = _unowned(now - timedelta(minutes=minutes))
    return sum(_safely(pk, minutes, now) for pk in due.order_by("detected_at").values_list("pk", flat=True)[:limit])


def _unowned(since: datetime) -> IncidentQuerySet:
    flagged = Entry.objects.filter(subject_type=Incident.subject_type, subject_id=OuterRef("pk"), kind=Unowned.code)
    nobodys = Incident.objects.filter(state__in=OPEN_STATES, owning_team=None, assignee=None)
    return nobodys.filter(~Exists(flagged), detected_at__lte=since)


def _safely(pk: int, minutes: int, now: datetime) -> int:
    try:
        with transaction.atomic():
            return _flag(pk, minutes, now)
    except Exception:
        log.exception("incident %s could not be flagged; it is looked at again with the next sweep", pk)
        return 0


def _flag(pk: int, minutes: int, now: datetime) -> int:
    free = _unowned(now - timedelta(minutes=minutes)).select_for_update(no_key=True, of=("self",), skip_locked=True)
    incident = free.filter(pk=pk).first()
    if incident is None:
        return 0
    begin(incident)
    record(
        incident, Unowned(minutes=int((now - incident.detected_at).total_seconds() // 60)), by=machine(NAME, moment=now)
    )
    return 1
