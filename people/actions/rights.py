from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.administrators import queue_up, somebody_administers
from people.actions.keep import unchanged_since
from people.entries import RightsChanged
from people.models import Right, Role
from people.rights import ACTIVITIES, may, reaches_of
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed

Pair = tuple[str, str]


def change_rights(
    table: Mapping[Role, Iterable[Pair]], *, by: Actor, seen: Mapping[int, int] | None = None
) -> list[Role]:
    """Give each of these roles exactly its (activity, scope) pairs, all or none (SPEC J1).

    ``seen`` tells the number of the last entry the person saw, by role id. Raises NotAllowed, Changed, or Invalid
    where a pair means nothing or nobody could administer afterwards.
    """
    if not may(by, "administer"):
        raise NotAllowed
    wanted = {role.pk: set(pairs) for role, pairs in table.items()}
    if any(activity not in ACTIVITIES or scope not in reaches_of(activity) for activity, scope in _all(wanted)):
        raise Invalid({"rights": _("There is no such right.")})
    with transaction.atomic():
        queue_up(also=wanted)
        roles = list(Role.objects.filter(pk__in=wanted).order_by("pk"))
        for role in roles:
            unchanged_since(role, (seen or {}).get(role.pk))
            _give(role, wanted[role.pk], by)
        if not somebody_administers():
            raise Invalid({"rights": _("Somebody must stay administrator.")})
    return roles


def _give(role: Role, wanted: set[Pair], by: Actor) -> None:
    begin(role)
    held = set(role.rights.values_list("activity", "scope"))
    given, taken = wanted - held, held - wanted
    for activity, scope in taken:
        role.rights.filter(activity=activity, scope=scope).delete()
    Right.objects.bulk_create(Right(role=role, activity=activity, scope=scope) for activity, scope in given)
    if given or taken:
        record(role, RightsChanged(given=_codes(given), taken=_codes(taken)), by=by)


def _all(wanted: Mapping[int, set[Pair]]) -> set[Pair]:
    return set().union(*wanted.values())


def _codes(pairs: Iterable[Pair]) -> list[str]:
    return sorted(f"{activity}:{scope}" for activity, scope in pairs)
