from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.resume import clear_hold
from incidents.actions.wants import Wants, is_text
from incidents.choices import Fix, RecoveryCheck
from incidents.entries import Resolved
from incidents.models import Incident, ResolutionCode
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def resolve(
    incident: Incident,
    *,
    by: Actor,
    code: ResolutionCode | None,
    summary: str,
    fix: str,
    recovery_check: str,
    article: str = "",
    seen: int | None = None,
) -> Incident:
    """Say that service is restored, how, and how it was checked (A6). A hold ends with it.

    ``fix`` is permanent or workaround; without a recovery check nothing is resolved. The requester reads the summary.
    """
    with acting_on(incident, by=by, verb="resolve", seen=seen) as row:
        wants = Wants()
        wants(code, "code", _("Choose how it was resolved."))
        wants(is_text(summary), "summary", _("Write what was done; the requester reads it."))
        wants(fix in Fix.values, "fix", _("Say whether this is a permanent fix or a workaround."))
        wants(
            recovery_check in RecoveryCheck.values,
            "recovery_check",
            _("Check that the service is normal again, and say how."),
        )
        wants.check()
        message = write_message(row, Role.RESOLUTION, summary, by=by, visibility=Visibility.PUBLIC)
        row.resolution, row.resolution_code, row.fix = message, code, fix
        row.resolved_at, row.resolved_by_id = by.at, by.person_id
        row.assignee_id = row.assignee_id or by.person_id
        clear_hold(row)
        row.to_resolved()
        record(row, _entry(row, recovery_check, article), by=by)
    return row


def _entry(row: Incident, recovery_check: str, article: str) -> Resolved:
    return Resolved(
        resolution_code=row.resolution_code_id,
        fix=row.fix,
        recovery_check=recovery_check,
        article=article.strip()[:200],
        message=row.resolution_id,
    )
