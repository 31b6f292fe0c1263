from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.actions.hand_over import hand_over
from incidents.assignment import choose
from incidents.models import Incident
from people.choices import Assigns
from people.models import User
from records.actors import Actor
from records.refusals import Invalid, NotNow


def assign(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Give it to whoever of its team gets it by the team's rule, the least loaded where the team has none (C4).

    The record says why that person. Raises NotNow where somebody has it or nobody is there.
    """
    with transaction.atomic():
        row = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=incident.pk)
        if row.assignee_id is not None:
            raise NotNow(_("Somebody has it already."))
        if row.owning_team is None:
            raise NotNow(_("No team owns it yet. Classify it first."))
        if row.is_confidential:
            raise NotNow(_("This is confidential. Hand it over to somebody by name."))
        rule = row.owning_team.assigns
        choice = choose(row, row.owning_team, by.at, "" if rule != Assigns.HAND else Assigns.LOAD)
        if choice is None:
            raise NotNow(_("Nobody of %(team)s is there now.") % {"team": row.owning_team})
        why = {"rule": choice.rule, "among": choice.among, "load": choice.load}
        return hand_over(row, by=by, person=choice.person, why=why, seen=seen)


def take(incident: Incident, *, by: Actor, seen: int | None = None) -> Incident:
    """Take what nobody has (A5). What somebody has is handed over, with a reason."""
    if not isinstance(by.user, User):
        raise Invalid({"person": _("Choose who takes it.")})
    with transaction.atomic():
        row = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=incident.pk)
        if row.assignee_id is not None:
            raise NotNow(_("%(person)s has it. Hand it over, and say why.") % {"person": row.assignee})
        return hand_over(row, by=by, person=by.user, seen=seen)
