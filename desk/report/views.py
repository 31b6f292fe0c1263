"""The incident report: everything on record about one incident, as a page and as a PDF (SPEC A9)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from desk.access import DeskRequest, find, staff_only
from desk.report.pdf import typeset
from incidents.models import Incident
from records.history import history
from records.markdown import to_plain


@require_GET
@staff_only
def report(request: DeskRequest, handle: str) -> HttpResponse:
    """The report as a page that also prints well."""
    incident = find(request, handle)
    context = {
        "incident": incident,
        "facts": facts(incident),
        "lines": history(incident, internal=True, hidden=Incident.kept_from(request.user)),
    }
    return render(request, "desk/report/report.html", context)


@require_GET
@staff_only
def report_pdf(request: DeskRequest, handle: str) -> HttpResponse:
    """The report as a PDF."""
    incident = find(request, handle)
    response = HttpResponse(typeset(_document(request, incident)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{incident.handle}.pdf"'
    return response


def facts(incident: Incident) -> list[tuple[str, str]]:
    """What is known of the incident, label and value; what is not known is left out."""
    told = [
        (_("Kind"), incident.get_kind_display()),
        (_("State"), incident.state_label),
        (_("Priority"), incident.get_priority_display() if incident.priority else ""),
        (_("Requester"), incident.reporter_name),
        (_("Service"), str(incident.service or "")),
        (_("Category"), str(incident.category or "")),
        (_("Team"), str(incident.owning_team or "")),
        (_("Assignee"), str(incident.assignee or "")),
        (_("First symptom"), moment(incident.first_symptom_at)),
        (_("Last known normal"), moment(incident.last_normal_at)),
        (_("Detected"), moment(incident.detected_at)),
        (_("Registered"), moment(incident.registered_at)),
        (_("Diagnosis started"), moment(incident.diagnosis_started_at)),
        (_("Resolved"), moment(incident.resolved_at)),
        (_("Closed"), moment(incident.closed_at)),
        (_("Hand-overs"), str(incident.handover_count)),
        (_("Reopened"), str(incident.reopen_count)),
    ]
    return [(label, value) for label, value in told if value]


def moment(at: Any) -> str:
    """A moment in the reader's zone, with the zone."""
    return f"{timezone.localtime(at):%d %b %Y %H:%M %Z}" if at else ""


def _document(request: DeskRequest, incident: Incident) -> dict[str, Any]:
    return {
        "title": _("Incident report"),
        "reference": incident.handle,
        "subject": incident.title,
        "description": to_plain(incident.description),
        "facts": [list(fact) for fact in facts(incident)],
        "record": _("Record"),
        "made": _("Made on %(moment)s for %(person)s") % {"moment": moment(timezone.now()), "person": request.user},
        "lines": [
            {
                "at": moment(line.at),
                "who": line.entry.actor_name,
                "text": line.text,
                "message": to_plain(line.message.body) if line.message else "",
                "internal": line.is_internal,
            }
            for line in history(incident, internal=True, hidden=Incident.kept_from(request.user))
        ],
    }
