"""What a report must have to be registered (SPEC A1, A2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from incidents.models import Incident


def missing(incident: Incident) -> dict[str, str]:
    """What a report still lacks to be registered: field → what is wanted, in words."""
    lacking = {}
    if not incident.requester_id and not incident.reported_by_machine:
        lacking["requester"] = _("Say who reports it.")
    if not incident.description.strip():
        lacking["description"] = _("Describe what happens.")
    if not incident.service_id and not (incident.pk and incident.items.exists()):
        lacking["service"] = _("Name the service or the item that is affected.")
    return lacking
