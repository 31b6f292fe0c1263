"""The two tables that are edited as grids: rights and matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from incidents import choosing
from incidents.models.priority import Axis
from incidents.rules import matrix
from people.models import Role
from people.rights import ACTIVITIES, SCOPES


def _roles() -> list[Role]:
    return list(Role._default_manager.prefetch_related("rights").order_by("pk"))


def rights_rows() -> tuple[list[Role], list[dict[str, Any]]]:
    """The roles, and for each activity the scopes each of them has."""
    roles = _roles()
    held = {role.pk: {(right.activity, right.scope) for right in role.rights.all()} for role in roles}
    rows = [
        {
            "label": label,
            "cells": [
                {
                    "name": f"{role.code}:{code}",
                    "label": f"{label} – {role}",
                    "held": {scope for activity, scope in held[role.pk] if activity == code},
                    "role": role,
                }
                for role in roles
            ],
        }
        for code, label in ACTIVITIES.items()
    ]
    return roles, rows


def wanted_rights(sent: QueryDict) -> Iterator[tuple[Role, list[tuple[str, str]]]]:
    """For each role the (activity, scope) pairs that were sent."""
    for role in _roles():
        pairs = []
        for activity in ACTIVITIES:
            pairs += [(activity, scope) for scope in sent.getlist(f"{role.code}:{activity}") if scope in SCOPES]
        yield role, pairs


def matrix_rows() -> dict[str, Any]:
    """The levels of both axes, and a row of cells for each impact."""
    impacts, urgencies = choosing.levels(Axis.IMPACT), choosing.levels(Axis.URGENCY)
    set_so_far = matrix()
    rows = [
        (
            impact,
            [
                (urgency, f"{impact.value}x{urgency.value}", set_so_far.get((impact.value, urgency.value), ""))
                for urgency in urgencies
            ],
        )
        for impact in impacts
    ]
    return {"urgencies": urgencies, "rows": rows}


def cells(sent: QueryDict) -> dict[tuple[int, int], str]:
    """The priorities that were sent, by (impact, urgency)."""
    found = {}
    for impact in choosing.levels(Axis.IMPACT):
        for urgency in choosing.levels(Axis.URGENCY):
            found[impact.value, urgency.value] = sent.get(f"{impact.value}x{urgency.value}", "")
    return found
