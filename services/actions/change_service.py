from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from people.actions import change
from people.actions.keep import Related
from records.actors import Actor
from records.refusals import Invalid
from services.models import Service


def change_service(
    service: Service,
    *,
    by: Actor,
    fields: Mapping[str, Any],
    related: Related | None = None,
    seen: int | None = None,
) -> Service:
    """Change a service. What it depends on must not depend on it: a circle is refused (SPEC J3).

    Raises NotAllowed, Changed, or Invalid at the fields.
    """
    needed = list((related or {}).get("depends_on", ()))
    with transaction.atomic():
        if needed:
            _refuse_a_circle(service, {each.pk for each in needed})
        return change(service, by=by, fields=fields, related=related, seen=seen)


def _refuse_a_circle(service: Service, needed: set[int]) -> None:
    """Look while nobody else adds a dependency: two halves of a circle made at once would both look harmless."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE services_dependency IN SHARE ROW EXCLUSIVE MODE")
    wrong = [each for each in (service, *service.affected_by()) if each.pk in needed]
    if wrong:
        names = ", ".join(str(each) for each in wrong)
        raise Invalid({"depends_on": _("%(names)s depends on this service already.") % {"names": names}})
