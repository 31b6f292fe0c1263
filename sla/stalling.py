"""What was taken up and does not move: whoever has it is reminded, then their lead (SPEC A12). Done by the sweep."""

from __future__ import annotations

from datetime import datetime

from incidents.choices import State
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from notifications.recipients import Recipient
from notifications.telling import tell
from people.actors import machine
from people.duty import on_duty
from people.models import User
from records.models import Entry
from records.recording import begin, record
from records.sweeping import safely
from sla.choices import STALLED
from sla.entries import Stalled
from sla.models import HoldRule

NAME = "Clock"


def sweep(now: datetime, *, limit: int = 500) -> int:
    """Remind of what has not moved for as long as the rule says; returns of how many. One bad row never stops it."""
    rule = HoldRule.objects.filter(reason=STALLED, is_active=True).select_related("calendar").first()
    if rule is None:
        return 0
    due = list(_silent(rule, now).order_by("changed_at").values_list("pk", flat=True)[:limit])
    return sum(safely(_remind, pk, rule, now) for pk in due)


def _silent(rule: HoldRule, now: datetime) -> IncidentQuerySet:
    taken_up = Incident.objects.filter(state=State.IN_DIAGNOSIS, hold_reason="")
    return taken_up.filter(changed_at__lte=rule.silent_since(now))


def _remind(pk: int, rule: HoldRule, now: datetime) -> int:
    free = _silent(rule, now).select_for_update(no_key=True, of=("self",), skip_locked=True)
    incident = free.filter(pk=pk).first()
    if incident is None:
        return 0
    number = _reminded_already(incident) + 1
    people = _whom(incident, now, is_up=number > rule.times)
    begin(incident)
    what = Stalled(days=rule.every_days, number=number, told=[each.pk for each in people])
    entry = record(incident, what, by=machine(NAME, moment=now))
    tell(entry, [Recipient(each.pk, "stalled") for each in people])
    return 1


def _reminded_already(incident: Incident) -> int:
    """How many of its last entries are reminders in a row."""
    last = Entry.objects.about(incident).reverse().values_list("kind", flat=True)[:20]
    kinds = [*last]
    return next((place for place, kind in enumerate(kinds) if kind != Stalled.code), len(kinds))


def _whom(incident: Incident, now: datetime, *, is_up: bool) -> list[User]:
    """The assignee or who stands in for them; the team's lead after reminders in vain, or where nobody is there."""
    assignee = on_duty(User.objects.filter(pk=incident.assignee_id or 0), now)
    lead = on_duty(User.objects.filter(leads=incident.owning_team_id or 0), now) if is_up or not assignee else []
    chosen = lead or assignee or list(User.objects.filter(pk=incident.assignee_id or 0, is_active=True))
    return [each for each in chosen if incident.may_be_known_to(each.pk)]
