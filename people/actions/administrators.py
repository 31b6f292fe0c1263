"""Somebody can always administer: no act, nor two at once, takes the last one away."""

from __future__ import annotations

from collections.abc import Iterable

from people.models import Right, Role, User


def roles_that_administer() -> set[int]:
    """The ids of the roles that give the right to administer."""
    return set(Right.objects.filter(activity="administer", scope="any").values_list("role_id", flat=True))


def queue_up(also: Iterable[int] = ()) -> None:
    """Wait until no other transaction may take an administrator away: both hold these roles, in the same order.

    ``also`` are further roles to hold. Two administrators who switch each other off would else both succeed, each
    seeing the other still there.
    """
    wanted = roles_that_administer().union(also)
    list(Role.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))


def somebody_administers() -> bool:
    """Whether an active person holds the right to administer."""
    return User.objects.filter(
        is_active=True, roles__rights__activity="administer", roles__rights__scope="any"
    ).exists()
