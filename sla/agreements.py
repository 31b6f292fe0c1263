"""Which agreement holds for an incident, and what it promises (SPEC B1): the most specific one in force wins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from incidents.choices import HoldReason
from incidents.models import Incident
from sla.choices import AgreementKind, Measure
from sla.models import AgreedTarget, Agreement

STAMP = """
    SELECT count(*), sum(entry_number), max(changed_at),
           (SELECT sum(entry_number) FROM sla_calendar), (SELECT max(changed_at) FROM sla_calendar)
    FROM sla_agreement
"""
_cache: dict[str, Any] = {}


@dataclass(frozen=True)
class Term:
    """One promise that should have a clock."""

    agreement: Agreement
    target: AgreedTarget

    @property
    def key(self) -> tuple[str, str]:
        return self.agreement.kind, self.target.measure


def terms_of(incident: Incident, at: datetime) -> list[Term]:
    """The promises that hold for the incident as it is."""
    candidates = _candidates(incident, at)
    found = [_most_specific(candidates, kind) for kind in AgreementKind.values]
    return [
        Term(agreement, target)
        for agreement in found
        if agreement is not None
        for target in agreement.targets.all()
        if target.priority == (incident.priority or agreement.until_classified) and _is_awaited(target, incident)
    ]


def _is_awaited(target: AgreedTarget, incident: Incident) -> bool:
    """Updates are for a requester; a machine waits for none."""
    return target.measure != Measure.UPDATE or incident.requester_id is not None


def known() -> dict[int, Agreement]:
    """Every agreement with its targets and steps, read again only when one of them or a calendar was changed."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        stamp = cursor.fetchone()
    if _cache.get("stamp") != stamp:
        rows = Agreement.objects.prefetch_related("targets__calendar", "steps")
        _cache.update(stamp=stamp, rows={row.pk: row for row in rows})
    found: dict[int, Agreement] = _cache["rows"]
    return found


def _candidates(incident: Incident, at: datetime) -> list[Agreement]:
    on = timezone.localdate(at, timezone.get_default_timezone())
    in_force = (agreement for agreement in known().values() if agreement.is_in_force(on))
    return [
        agreement
        for agreement in in_force
        if agreement.service_id in (None, incident.service_id) and _is_with(agreement, incident)
    ]


def _is_with(agreement: Agreement, incident: Incident) -> bool:
    """Whether it was agreed with those whom this incident is about."""
    if agreement.kind == AgreementKind.OLA:
        return agreement.team_id == incident.owning_team_id
    if agreement.kind == AgreementKind.UC:
        return agreement.supplier_id == _engaged_supplier(incident)
    organisation = incident.requester.organisation_id if incident.requester else None
    return agreement.organisation_id in (None, organisation)


def _engaged_supplier(incident: Incident) -> int | None:
    """Who works on it outside: the supplier's team that owns it, or the supplier it waits for."""
    team = incident.owning_team
    if team and team.organisation and team.organisation.is_supplier:
        return team.organisation_id
    if incident.hold_reason == HoldReason.SUPPLIER and incident.service:
        return incident.service.supplier_id
    return None


def _most_specific(candidates: list[Agreement], kind: str) -> Agreement | None:
    """By service and organisation, by service, by organisation, for all; of two alike the younger one."""
    of_kind = [agreement for agreement in candidates if agreement.kind == kind]
    return max(of_kind, key=_rank, default=None)


def _rank(agreement: Agreement) -> tuple[bool, bool, str, int]:
    begun = agreement.valid_from.isoformat() if agreement.valid_from else ""
    return agreement.service_id is not None, agreement.organisation_id is not None, begun, agreement.pk
