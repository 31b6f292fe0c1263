from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.assignee import check_assignee, name_on_confidential
from incidents.actions.door import acting_on
from incidents.entries import DiagnosisStarted
from incidents.models import Incident
from people.models import User
from records.actors import Actor
from records.recording import record
from records.refusals import Invalid


def start_diagnosis(
    incident: Incident, *, by: Actor, assignee: User | None = None, seen: int | None = None
) -> Incident:
    """Begin to look for the cause, or to fulfil a request (A4). Somebody has it from here on: the assignee, else the actor."""
    with acting_on(incident, by=by, verb="start_diagnosis", seen=seen) as row:
        person = assignee or row.assignee or by.user
        if person is None:
            raise Invalid({"assignee": _("Choose who works on it.")})
        check_assignee(person, "assignee")
        row.assignee = person
        row.diagnosis_started_at = row.diagnosis_started_at or by.at
        row.to_in_diagnosis()
        name_on_confidential(row, person)
        record(row, DiagnosisStarted(assignee=person.pk), by=by)
    return row
