from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from incidents import actions
from incidents.choices import ConfirmedHow, State
from incidents.models import Incident
from people.actors import actor_for
from records.choices import Via
from records.refusals import NotNow
from surveys.links import Check
from surveys.models import Invitation


def confirm_by_link(check: Check, *, note: str = "") -> Incident:
    """Confirm by the link of the mail (SPEC A7). Confirmed already, it stays so. Raises NotNow once it has moved on."""
    with transaction.atomic():
        row = _as_asked(check)
        if row.is_confirmed:
            return row
        return actions.confirm(row, by=actor_for(check.person, Via.MAIL), how=ConfirmedHow.MAIL, note=note)


def reject_by_link(check: Check, *, text: str) -> Incident:
    """Say by the link of the mail what is still wrong. Raises NotNow once it has moved on, Invalid without words."""
    with transaction.atomic():
        return actions.reject(_as_asked(check), by=actor_for(check.person, Via.MAIL), text=text)


def confirm_by_survey(invitation: Invitation, *, via: str = Via.MAIL) -> Incident | None:
    """Confirm what is resolved and not confirmed, with the rating; None where there is nothing to confirm."""
    with transaction.atomic():
        row = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.incident_id)
        if row.state != State.RESOLVED or row.is_confirmed:
            return None
        return actions.confirm(row, by=actor_for(invitation.person, via), how=ConfirmedHow.SURVEY)


def _as_asked(check: Check) -> Incident:
    """The row as it is now, locked; of this very resolution, else NotNow."""
    row = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=check.incident.pk)
    if not Check(row, check.person, check.resolution).is_current:
        raise NotNow(_("This has moved on since."))
    return row
