from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.administrators import queue_up, roles_that_administer, somebody_administers
from people.actions.keep import Related, add, change
from people.models import Role, Team, User
from people.rights import may
from records.actors import Actor
from records.refusals import Invalid, NotAllowed


def add_person(
    *,
    by: Actor,
    email: str,
    name: str,
    password: str | None = None,
    roles: Iterable[Role] = (),
    teams: Iterable[Team] = (),
    **fields: Any,
) -> User:
    """Open an account. Without a password nobody can sign in with it.

    Raises Invalid at the fields, NotAllowed also where somebody who may only *enrol* would make an administrator.
    """
    given = list(roles)
    if not may(by, "administer") and roles_that_administer() & {role.pk for role in given}:
        raise NotAllowed
    person = User(email=email.strip().lower(), name=name.strip(), **fields)
    person.set_password(password)
    return add(person, by=by, related={"roles": given, "teams": list(teams)})


def change_person(
    person: User,
    *,
    by: Actor,
    fields: Mapping[str, Any],
    related: Related | None = None,
    password: str = "",
    seen: int | None = None,
) -> User:
    """Change an account. Nobody switches off their own, and one administrator always stays.

    Raises NotAllowed, Changed, or Invalid at the fields.
    """
    if fields.get("is_active") is False and person.pk == by.person_id:
        raise Invalid({"is_active": _("You cannot switch off your own account. Ask another administrator.")})
    wanted = _tidy(fields) | ({"password": make_password(password)} if password else {})
    is_risky = "is_active" in fields or "roles" in (related or {})
    with transaction.atomic():
        if is_risky:
            queue_up()
        changed = change(person, by=by, fields=wanted, related=related, seen=seen)
        if is_risky and not somebody_administers():
            at = "roles" if "roles" in (related or {}) else "is_active"
            raise Invalid({at: _("Somebody must stay administrator.")})
    return changed


def _tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    tidied = dict(fields)
    if "email" in tidied:
        tidied["email"] = tidied["email"].strip().lower()
    if "name" in tidied:
        tidied["name"] = tidied["name"].strip()
    return tidied
