"""What an act answers: the incident as it is after it."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from api.base import ApiRequest, versioned
from api.incidents.shown import DETAILED, IncidentInFull, shown
from incidents.models import Incident


def answer(request: ApiRequest, done: Any, status: int = 200) -> Response:
    """The incident, or nothing where the act took it out of this person's sight."""
    row = in_full(request, pk=done.pk)
    if row is None:
        return Response(status=204)
    answered = versioned(in_words(request, row), row, status)
    if status == 201:
        answered["Location"] = answered.data["url"]
    return answered


def in_full(request: ApiRequest, *what: Any, **which: Any) -> Incident | None:
    """The incident with all that is shown of it, in a fixed number of queries; None where this person may not see it."""
    rows = Incident.visible_to(request.user).filter(*what, **which).with_people().select_related(*DETAILED)
    return rows.prefetch_related("items", "affected", "named", "participants__person").first()


def in_words(request: ApiRequest, row: Incident) -> Any:
    """The incident as this person reads it, with those it belongs to where they may see them."""
    wanted = [pk for pk in (row.parent_id, row.original_id) if pk is not None]
    near = Incident.visible_to(request.user).in_bulk(wanted)
    return shown(IncidentInFull, row, request.user, near=near)
