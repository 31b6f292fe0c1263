"""What holds for whoever an incident is given to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.models import Incident
from people.models import User
from people.rights import scopes_of
from records.refusals import Invalid


def check_assignee(person: User, field: str) -> None:
    """Raise Invalid unless this person is active and works on incidents."""
    if not person.is_active:
        raise Invalid({field: _("%(person)s is no longer active. Choose somebody else.") % {"person": person}})
    if not scopes_of(person, "diagnose"):
        raise Invalid({field: _("%(person)s does not work on incidents. Choose somebody else.") % {"person": person}})


def name_on_confidential(row: Incident, person: User | None) -> None:
    """Who is given a confidential incident may see it (J5)."""
    if row.is_confidential and person is not None:
        row.named.add(person)
