from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from people.actions import change
from people.actions.keep import Related
from records.actors import Actor
from records.refusals import Invalid
from services.models import Service


def change_service(
    service: Service, *, by: Actor, fields: Mapping[str, Any], related: Related | None = None
) -> Service:
    """Change a service. What it depends on must not depend on it: a circle is refused (J3)."""
    needed = list((related or {}).get("depends_on", ()))
    circle = {service.pk, *(dependant.pk for dependant in service.affected_by())}
    if wrong := [each for each in needed if each.pk in circle]:
        names = ", ".join(str(each) for each in wrong)
        raise Invalid({"depends_on": _("%(names)s depends on this service already.") % {"names": names}})
    return change(service, by=by, fields=fields, related=related)
