from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from people.entries import RightsChanged
from people.models import Right, Role
from people.rights import ACTIVITIES, SCOPES, may
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed


def set_rights(role: Role, *, by: Actor, rights: Iterable[tuple[str, str]]) -> Role:
    """Give a role exactly these (activity, scope) pairs (J1). Raises Invalid where nobody could administer afterwards."""
    if not may(by, "administer"):
        raise NotAllowed
    wanted = set(rights)
    if any(activity not in ACTIVITIES or scope not in SCOPES for activity, scope in wanted):
        raise Invalid({"rights": _("There is no such right.")})
    with transaction.atomic():
        fresh = Role.objects.select_for_update(no_key=True).get(pk=role.pk)
        begin(fresh)
        held = set(fresh.rights.values_list("activity", "scope"))
        given, taken = wanted - held, held - wanted
        for activity, scope in taken:
            fresh.rights.filter(activity=activity, scope=scope).delete()
        Right.objects.bulk_create(Right(role=fresh, activity=activity, scope=scope) for activity, scope in given)
        if not Right.objects.filter(activity="administer", role__people__is_active=True).exists():
            raise Invalid({"rights": _("Somebody must stay administrator.")})
        if given or taken:
            what = RightsChanged(given=_codes(given), taken=_codes(taken))
            record(fresh, what, by=by)
    return fresh


def _codes(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(f"{activity}:{scope}" for activity, scope in pairs)
