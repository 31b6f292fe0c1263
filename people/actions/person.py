from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.keep import Related, add, change
from people.models import Role, Team, User
from records.actors import Actor
from records.refusals import Invalid


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
    """Open an account. Without a password nobody can sign in with it. Raises NotAllowed, or Invalid at the fields."""
    person = User(email=email.strip().lower(), name=name.strip(), **fields)
    person.set_password(password)
    return add(person, by=by, related={"roles": list(roles), "teams": list(teams)})


def change_person(
    person: User, *, by: Actor, fields: Mapping[str, Any], related: Related | None = None, password: str = ""
) -> User:
    """Change an account. Nobody switches off their own, and one administrator always stays."""
    with transaction.atomic():
        if fields.get("is_active") is False and person.pk == by.person_id:
            raise Invalid({"is_active": _("You cannot switch off your own account. Ask another administrator.")})
        changed = change(person, by=by, fields=fields, related=related)
        if password:
            changed.set_password(password)
            changed.save(update_fields=["password"])
        if not User.objects.filter(is_active=True, roles__rights__activity="administer").exists():
            raise Invalid({"roles": _("Somebody must stay administrator.")})
    return changed
