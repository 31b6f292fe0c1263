"""What an incident hangs together with, as far as somebody may see it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from incidents.models import Incident, Relation
from people.models import User


def relations(incident: Incident, user: User) -> QuerySet[Relation]:
    """Its links from either side, the oldest first; those to what this person may not see are left out."""
    visible = Incident.visible_to(user).values("pk")
    told = Q(of=incident, to__in=visible) | Q(to=incident, of__in=visible)
    return Relation.objects.filter(told).select_related("of", "to").order_by("id")
