from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.actions.door import acting_on
from incidents.actions.wants import Wants, is_text
from incidents.choices import Activity, Outcome
from incidents.entries import Logged
from incidents.models import Incident, LogLine
from records.actors import Actor
from records.choices import Role, Visibility
from records.recording import record, write_message


def log(
    incident: Incident,
    *,
    by: Actor,
    activity: str,
    text: str,
    outcome: str = Outcome.OPEN,
    seen: int | None = None,
) -> Incident:
    """Write a line of the investigation: a hypothesis and its result, or an action and its outcome (A4)."""
    with acting_on(incident, by=by, verb="log", seen=seen) as row:
        wants = Wants()
        wants(activity in Activity.values, "activity", _("Say whether this is a hypothesis or an action."))
        wants(outcome in Outcome.values, "outcome")
        wants(is_text(text), "text", _("Write what you suppose or did."))
        wants.check()
        message = write_message(row, Role.FINDING, text, by=by, visibility=Visibility.INTERNAL)
        line = LogLine.objects.create(
            incident=row, activity=activity, outcome=outcome, message=message, at=by.at,
            settled_at=None if outcome == Outcome.OPEN else by.at,
        )  # fmt: skip
        record(row, Logged(activity=activity, outcome=outcome, line=line.pk, message=message.pk), by=by)
    return row


def settle(incident: Incident, *, by: Actor, line: LogLine, outcome: str, seen: int | None = None) -> Incident:
    """Say how an open line of the investigation ended (A4)."""
    with acting_on(incident, by=by, verb="log", seen=seen) as row:
        current = LogLine.objects.select_for_update(no_key=True).get(pk=line.pk, incident=row)
        wants = Wants()
        wants(outcome in Outcome.values and outcome != Outcome.OPEN, "outcome", _("Say how it ended."))
        wants.check()
        current.outcome, current.settled_at = outcome, by.at
        current.save(update_fields=["outcome", "settled_at"])
        record(row, Logged(activity=current.activity, outcome=outcome, line=current.pk), by=by)
    return row
