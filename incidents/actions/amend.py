from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.entries import Amended
from incidents.models import Incident
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message

AMENDABLE = (
    "title", "description", "symptoms", "operational_impact", "related_systems", "chronology", "service",
    "requester", "affected_count", "first_symptom_at", "last_normal_at", "auto_repair", "hindrance", "items",
)  # fmt: skip


def amend(incident: Incident, *, by: Actor, seen: int | None = None, **fields: Any) -> Incident:
    """Correct or complete what was reported (A2). Texts as they were before are kept beside the entry.

    ``fields`` are any of AMENDABLE; those that do not differ are ignored, and without a difference nothing is recorded.
    """
    if unknown := set(fields) - set(AMENDABLE):
        raise TypeError(f"cannot amend {sorted(unknown)}")
    with acting_on(incident, by=by, verb="amend", seen=seen) as row:
        changed = [name for name, value in fields.items() if _current(row, name) != _comparable(name, value)]
        wants = Wants()
        wants("title" not in changed or is_text(fields["title"]), "title", _("A title is needed."))
        wants("description" not in changed or is_text(fields["description"]), "description")
        wants(not row.reference or fields.get("service", row.service) or _has_items(row, fields), "service")
        wants.check()
        if changed:
            _change(row, by, {name: fields[name] for name in changed})
    return row


def _change(row: Incident, by: Actor, fields: dict[str, Any]) -> None:
    texts = [name for name in fields if name in Incident.PERSONAL]
    before = "\n\n".join(
        f"**{row._meta.get_field(name).name}**: {old}" for name in texts if (old := getattr(row, name))
    )
    message = write_message(row, Role.PREVIOUS, before, by=by, visibility=Visibility.INTERNAL) if before else None
    for name, value in fields.items():
        if name == "items":
            row.items.set(value)
        else:
            setattr(row, name, value)
    record(row, Amended(fields=sorted(fields), message=message.pk if message else None), by=by, also=texts)


def _current(row: Incident, name: str) -> Any:
    return set(row.items.all()) if name == "items" else getattr(row, name)


def _comparable(name: str, value: Any) -> Any:
    return set(value) if name == "items" else value


def _has_items(row: Incident, fields: dict[str, Any]) -> bool:
    return bool(fields["items"]) if "items" in fields else row.items.exists()
