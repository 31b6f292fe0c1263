from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from incidents import rules
from incidents.actions.wants import Wants, is_text
from incidents.choices import AutoRepair, Hindrance, Kind, Source
from incidents.entries import Detected
from incidents.models import Incident
from people.models import User
from people.rights import may, scopes_of
from records import attachments
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message
from records.refusals import NotAllowed
from services.models import ConfigurationItem, Service

DETAILS = ("symptoms", "operational_impact", "related_systems", "chronology")
"""Texts that a report may carry besides its description (A2)."""


def detect(
    *,
    by: Actor,
    source: str,
    description: str,
    title: str = "",
    kind: str = Kind.INCIDENT,
    requester: User | None = None,
    service: Service | None = None,
    items: Iterable[ConfigurationItem] = (),
    affected_count: int | None = None,
    first_symptom_at: datetime | None = None,
    last_normal_at: datetime | None = None,
    auto_repair: str = AutoRepair.UNKNOWN,
    hindrance: str = "",
    details: Mapping[str, str] | None = None,
    files: Iterable[UploadedFile[Any]] = (),
    out_of: Incident | None = None,
) -> Incident:
    """Note that something was reported or noticed (A1). What it lacks to be registered can be added later.

    A person reports for themselves; an agent who takes a call acts on behalf of the requester and needs the right to
    register. What comes ``out_of`` a confidential one is as confidential, for the same people. Raises NotAllowed, or Invalid where source or description is missing or a file may not come in.
    """
    for_another = by.on_behalf_of not in (None, by.person_id)
    if not ("any" in scopes_of(by, "register") if for_another else may(by, "detect")):
        raise NotAllowed
    wants = Wants()
    wants(source in Source.values, "source", _("Say how this reached us."))
    wants(is_text(description), "description", _("Describe what happens."))
    wants(not hindrance or hindrance in Hindrance.values, "hindrance", _("Say whether you can work."))
    wants(not first_symptom_at or first_symptom_at <= by.at, "first_symptom_at", _("This lies in the future."))
    wants(not last_normal_at or last_normal_at <= by.at, "last_normal_at", _("This lies in the future."))
    wants.check()
    incident = Incident(
        kind=kind,
        source=source,
        title=(title.strip() or rules.title_from(description))[:160],
        description=description.strip(),
        requester=requester,
        reported_by_machine=by.name if by.is_machine and requester is None else "",
        service=service,
        affected_count=affected_count,
        first_symptom_at=first_symptom_at,
        last_normal_at=last_normal_at,
        auto_repair=auto_repair,
        hindrance=hindrance,
        detected_at=by.at,
        is_confidential=bool(out_of and out_of.is_confidential),
        **_texts(details or {}),
    )
    with transaction.atomic():
        incident.__dict__["_before"] = {}
        _insert(incident, items)
        if out_of and out_of.is_confidential:
            incident.named.set(out_of.named.all())
        message = write_message(incident, Role.DESCRIPTION, description, by=by, visibility=Visibility.PUBLIC)
        attachments.attach(incident, files, by=by, visibility=Visibility.PUBLIC, message=message)
        record(incident, Detected(source=source, message=message.pk), by=by)
    return incident


def _texts(details: Mapping[str, str]) -> dict[str, Any]:
    return {name: details.get(name, "").strip() for name in DETAILS}


def _insert(incident: Incident, items: Iterable[ConfigurationItem]) -> None:
    incident.save(force_insert=True)
    if listed := list(items):
        incident.items.add(*listed)
