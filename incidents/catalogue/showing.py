"""What pages show of a request from the catalogue: what was asked for, and who says what about it."""

from __future__ import annotations

from typing import Any

from incidents.catalogue.approving import steps_of
from incidents.choices import Approval, Kind
from incidents.models import ApprovalStep, Incident, Order


def asked_for(row: Incident) -> dict[str, Any]:
    """``ordered``, ``answers``, ``approvals``; nothing, and no query, of what is no request."""
    if row.kind != Kind.REQUEST:
        return {}
    order = Order.objects.filter(incident=row).select_related("form", "item").first()
    return {
        "ordered": order,
        "answers": order.told() if order else [],
        "approvals": steps_of(row) if row.approval != Approval.NOT_NEEDED else [],
    }


def asked_now(row: Incident) -> ApprovalStep | None:
    """The step somebody is asked for, where the request waits for it."""
    if row.kind != Kind.REQUEST or row.approval != Approval.ASKED:
        return None
    return next((step for step in steps_of(row) if step.standing == "asked"), None)
