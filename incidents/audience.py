"""Who is told about what happened to an incident, and with which message (SPEC A7, H5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from incidents.catalogue.links import for_mail
from incidents.choices import BOUNCES, HoldReason
from incidents.minimum import missing
from notifications import live
from notifications.recipients import Recipient
from people.models import User
from records.choices import Via, Visibility
from records.models import Entry

if TYPE_CHECKING:
    from incidents.models import Incident

TO_CONCERNED = {
    "incident.registered": "registered",
    "incident.workaround_recorded": "workaround",
    "incident.resolved": "resolved",
    "incident.reopened": "reopened",
    "incident.unmerged": "reopened",
    "incident.closed": "closed",
    "incident.cancelled": "cancelled",
    "incident.approved": "approved",
}
TO_ASSIGNEE = {
    "incident.diagnosis_started": "handed_to_you",
    "incident.handed_over": "handed_to_you",
    "incident.rejected": "rejected",
    "incident.reopened": "reopened",
}


RECEIPTS = {"received", "registered"}


def of(incident: Incident, entry: Entry) -> list[Recipient]:
    """The recipients of one entry: those concerned, the assignee; never whoever acted, never for an imported past."""
    if entry.via == Via.IMPORT:
        return []
    told = {
        person: template for person, template in _told(incident, entry) if person and _is_news(entry, person, template)
    }
    return [Recipient(person_id=person, template=template) for person, template in told.items()]


def doorbells(incident: Incident, entry: Entry) -> set[str]:
    """Whose open pages look again: the desk's, or of a confidential one only those who may know; the requester's."""
    rung = desk_doorbells(incident)
    if entry.visibility == Visibility.PUBLIC and incident.requester_id:
        rung.add(live.person(incident.requester_id))
    return rung


def desk_doorbells(incident: Incident) -> set[str]:
    """Those of whoever works on it: the desk, or of a confidential one only those who may know."""
    if not incident.is_confidential:
        return {live.DESK}
    return {live.person(pk) for pk in incident.named.values_list("pk", flat=True)}


def mail_context(incident: Incident, entry: Entry, person: User) -> dict[str, Any]:
    """What the mail templates show of the incident, and the page of this reader."""
    is_concerned = person.pk == incident.requester_id or incident.concerns(person.pk)
    path = incident.get_absolute_url() if is_concerned else incident.desk_url()
    if entry.kind in TO_JOINED and incident.joined.filter(person=person).exists():
        path = reverse("portal:broken")
    link = for_mail(entry.data["step"], person.pk) if entry.kind in TO_APPROVER else ""
    return {"incident": incident, "url": link or f"{settings.SITE_URL}{path}"}


def mail_variables(incident: Incident) -> dict[str, str]:
    """By the names of ``notifications.variables``; what there is not is empty."""
    told = {
        "reference": incident.handle, "title": incident.title, "state": incident.state_label,
        "priority": incident.priority, "service": incident.service, "team": incident.owning_team,
        "assignee": incident.assignee, "requester": incident.requester,
    }  # fmt: skip
    return {name: str(value or "") for name, value in told.items()}


TO_APPROVER = {"incident.approval_asked": "approval_asked", "incident.approval_reminded": "approval_awaited"}


def _approving(incident: Incident, entry: Entry) -> list[tuple[int | None, str]]:
    """Whoever is asked to approve; the administrators where that is stuck. What is confidential stays so."""
    if template := TO_APPROVER.get(entry.kind):
        told = [(entry.data["approver"], template)]
    elif entry.kind == "incident.approval_stuck":
        rights = {"roles__rights__activity": "administer", "roles__rights__scope": "any"}
        found = User.objects.filter(is_active=True, **rights).distinct()
        told = [(person, "approval_stuck") for person in found.values_list("pk", flat=True)]
    else:
        return []
    return [(person, occasion) for person, occasion in told if incident.may_be_known_to(person)]


TO_WATCHERS = {
    "incident.commented", "incident.handed_over", "incident.held", "incident.resumed", "incident.resolved",
    "incident.rejected", "incident.closed", "incident.reopened", "incident.cancelled", "incident.classified",
    "incident.reclassified", "incident.workaround_recorded",
}  # fmt: skip


def _taking_part(incident: Incident, entry: Entry) -> list[tuple[int | None, str]]:
    """Whoever is called by name, was asked to work on it, or watches it; what is confidential stays so."""
    called = [(person, "mentioned") for person in entry.data.get("mentioned") or ()]
    moved = entry.kind == "incident.handed_over" and entry.data["from_team"] != entry.data["team"]
    if moved and incident.team_handover_count == BOUNCES:
        called.extend((person, "bouncing") for person in _managers())
    if entry.kind == "incident.unowned":
        called.extend((person, "unowned") for person in _managers())
    if entry.kind == "incident.paired":
        called.append((entry.data["person"], "paired"))
    watching: list[tuple[int | None, str]] = []
    if entry.kind in TO_WATCHERS:
        watching = [(person, "watched") for person in incident.participants.values_list("person_id", flat=True)]
    told = [*watching, *called]
    seeing = _who_may_see(incident, {person for person, _template in told if person})
    return [(person, template) for person, template in told if person in seeing]


TO_JOINED = {"incident.announced": "announced", "incident.resolved": "fault_over"}


def _having_it_too(incident: Incident, entry: Entry) -> list[tuple[int | None, str]]:
    """Whoever said «I have this too» reads what everybody may read, and that it is over."""
    template = TO_JOINED.get(entry.kind)
    return [(person, template) for person in incident.joined.values_list("person_id", flat=True)] if template else []


def _managers() -> list[int]:
    return list(User.objects.filter(roles__code="incident_manager", is_active=True).values_list("pk", flat=True))


def _who_may_see(incident: Incident, people: set[int]) -> set[int]:
    """Those of these people who may see it by right and by confidentiality; none of them where nobody is asked about."""
    found = User.objects.filter(pk__in=people, is_active=True) if people else ()
    return {person.pk for person in found if type(incident).visible_to(person).filter(pk=incident.pk).exists()}


def _told(incident: Incident, entry: Entry) -> list[tuple[int | None, str]]:
    concerned = _concerned_template(incident, entry)
    told = [*_having_it_too(incident, entry), *_taking_part(incident, entry), *_approving(incident, entry)]
    if template := _assignee_template(entry):
        told.append((incident.assignee_id, template))
    if concerned:
        told.append((incident.requester_id, concerned))
        told.extend((person, concerned) for person in _affected(incident))
    return told


def _is_news(entry: Entry, person: int, template: str) -> bool:
    """Whoever acted knows already, but wants to keep the receipt of what they reported."""
    return person != entry.actor_id or template in RECEIPTS


def _affected(incident: Incident) -> list[int]:
    return list(incident.affected.exclude(pk=incident.requester_id).values_list("pk", flat=True))


def _concerned_template(incident: Incident, entry: Entry) -> str:
    if entry.kind == "incident.commented":
        return "reply" if entry.visibility == Visibility.PUBLIC and entry.data.get("by_desk") else ""
    if entry.kind == "incident.held":
        return "question" if entry.data.get("reason") == HoldReason.REQUESTER else "on_hold"
    if entry.kind == "incident.detected":
        return "received" if missing(incident) else ""
    return TO_CONCERNED.get(entry.kind, "")


def _assignee_template(entry: Entry) -> str:
    if entry.kind == "incident.commented" and not entry.data.get("by_desk") and entry.visibility == Visibility.PUBLIC:
        return "answered"
    return TO_ASSIGNEE.get(entry.kind, "")
