from __future__ import annotations

from typing import Any

from django.db import transaction

from incidents.actions.detect import detect
from incidents.actions.register import register
from incidents.minimum import missing
from incidents.models import Incident
from records.actors import Actor


def report(*, by: Actor, **what: Any) -> Incident:
    """Detect, and register at once where the minimum is there; else it stays in triage (A1, A2). Takes what ``detect`` takes."""
    with transaction.atomic():
        incident = detect(by=by, **what)
        return incident if missing(incident) else register(incident, by=by)
