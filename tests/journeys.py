"""Incidents brought to a state through the actions, the only way there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from incidents import actions
from incidents.models import Category, Incident, ResolutionCode
from tests.cast import Cast

RESOLUTION: dict[str, Any] = {"summary": "Cable replaced.", "fix": "permanent", "recovery_check": "tested"}
CLOSING: dict[str, Any] = {"evaluated": True, "everyone_told": True, "learning": "draft"}


def category() -> Category:
    return Category.objects.get(path="Hardware › Printer")


def code() -> ResolutionCode:
    return ResolutionCode.objects.get(code="fixed")


def detected(cast: Cast, **what: Any) -> Incident:
    told = {"source": "portal", "description": "The printer prints nothing.", "requester": cast.requester, **what}
    return actions.detect(by=cast.by("requester"), **told)


def registered(cast: Cast, **what: Any) -> Incident:
    return actions.register(detected(cast, **{"service": cast.service, **what}), by=cast.by("requester"))


def classified(cast: Cast, **what: Any) -> Incident:
    incident = registered(cast, **what)
    return actions.classify(
        incident, by=cast.by("agent"), kind=incident.kind, category=category(), impact=2, urgency=2, team=cast.network
    )


def in_diagnosis(cast: Cast, **what: Any) -> Incident:
    return actions.start_diagnosis(classified(cast, **what), by=cast.by("specialist"))


def resolved(cast: Cast, **what: Any) -> Incident:
    return actions.resolve(in_diagnosis(cast, **what), by=cast.by("specialist"), code=code(), **RESOLUTION)


def confirmed(cast: Cast, **what: Any) -> Incident:
    return actions.confirm(resolved(cast, **what), by=cast.by("requester"))


def closed(cast: Cast, **what: Any) -> Incident:
    return actions.close(confirmed(cast, **what), by=cast.by("agent"), category=category(), **CLOSING)


def cancelled(cast: Cast, **what: Any) -> Incident:
    return actions.cancel(registered(cast, **what), by=cast.by("agent"), reason="not_an_incident")


STATES: dict[str, Callable[[Cast], Incident]] = {
    "detected": detected,
    "registered": registered,
    "classified": classified,
    "in_diagnosis": in_diagnosis,
    "resolved": resolved,
    "closed": closed,
    "cancelled": cancelled,
}
