"""The two tables that are edited as grids: rights and matrix. Each shows what is stored, or what was sent and refused."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from incidents import choosing
from incidents.models.priority import Axis
from incidents.rules import matrix
from people.models import Role
from people.rights import ACTIVITIES, reaches_of


def rights_rows(sent: QueryDict | None = None) -> dict[str, Any]:
    """The roles, and for each activity the scopes each of them has."""
    roles = _roles()
    stored = {(role.pk, right.activity, right.scope) for role in roles for right in role.rights.all()}

    def held(role: Role, activity: str) -> set[str]:
        if sent is not None:
            return set(sent.getlist(f"{role.code}:{activity}"))
        return {scope for scope in reaches_of(activity) if (role.pk, activity, scope) in stored}

    rows = [
        {
            "label": label,
            "scopes": reaches_of(code),
            "cells": [
                {"name": f"{role.code}:{code}", "label": f"{label} – {role}", "held": held(role, code)}
                for role in roles
            ],
        }
        for code, label in ACTIVITIES.items()
    ]
    return {"roles": roles, "rows": rows}


def wanted_rights(sent: QueryDict) -> dict[Role, list[tuple[str, str]]]:
    """For each role the (activity, scope) pairs that were sent."""
    return {
        role: [(code, scope) for code in ACTIVITIES for scope in sent.getlist(f"{role.code}:{code}")]
        for role in _roles()
    }


def last_entry(sent: QueryDict) -> dict[int, int]:
    """The number of the last entry the person saw of each role."""
    seen = {role.pk: sent.get(f"seen:{role.code}", "") for role in _roles()}
    return {pk: int(number) for pk, number in seen.items() if number.isdecimal()}


def matrix_rows(sent: QueryDict | None = None) -> dict[str, Any]:
    """The levels of both axes, and a row of cells for each impact."""
    impacts, urgencies = choosing.levels(Axis.IMPACT), choosing.levels(Axis.URGENCY)
    chosen = matrix() if sent is None else cells(sent)
    rows = [
        (
            impact,
            [
                (urgency, f"{impact.value}x{urgency.value}", chosen.get((impact.value, urgency.value), ""))
                for urgency in urgencies
            ],
        )
        for impact in impacts
    ]
    return {"urgencies": urgencies, "rows": rows}


def cells(sent: QueryDict) -> dict[tuple[int, int], str]:
    """The priorities that were sent, by (impact, urgency)."""
    return {
        (impact.value, urgency.value): sent.get(f"{impact.value}x{urgency.value}", "")
        for impact in choosing.levels(Axis.IMPACT)
        for urgency in choosing.levels(Axis.URGENCY)
    }


def _roles() -> list[Role]:
    return list(Role._default_manager.prefetch_related("rights").order_by("pk"))
