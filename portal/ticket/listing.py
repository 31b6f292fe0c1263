"""My tickets, a page at a time."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from incidents.choices import LIVE_STATES
from incidents.models import Incident
from people.models import User
from people.rights import scopes_of

PAGE = 20


def mine(user: User, query: QueryDict) -> tuple[list[Incident], str]:
    """A page of what concerns this person, or where allowed their organisation; and the cursor of the next (or empty)."""
    found = Incident.visible_to(user).with_people()
    if query.get("whose") == "organisation" and sees_organisation(user):
        found = found.filter(requester__organisation=user.organisation)
    else:
        found = found.of_person(user.pk)
    live = Q(state__in=LIVE_STATES)
    found = found.filter(~live if query.get("show") == "finished" else live)
    if after := _cursor(query.get("after", "")):
        moment, pk = after
        found = found.filter(Q(changed_at__lt=moment) | Q(changed_at=moment, pk__lt=pk))
    rows = list(found.order_by("-changed_at", "-id")[: PAGE + 1])
    more = f"{rows[PAGE - 1].changed_at.isoformat()}~{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return rows[:PAGE], more


def sees_organisation(user: User) -> bool:
    """Whether an administrator gave them the right to see their organisation's tickets."""
    return user.organisation_id is not None and "organisation" in scopes_of(user, "view")


def waiting_for(user: User) -> list[Incident]:
    """Tickets that wait for this person: a question, or a solution to be confirmed."""
    asked = Q(hold_reason="requester") | Q(state="resolved", confirmed_at=None)
    return list(Incident.visible_to(user).of_person(user.pk).filter(asked).with_people().order_by("-changed_at")[:5])


def _cursor(text: str) -> tuple[datetime, int] | None:
    moment, _sign, pk = text.partition("~")
    try:
        parsed = parse_datetime(moment)
    except ValueError:
        return None
    return (parsed, int(pk)) if parsed and parsed.tzinfo and pk.isdigit() else None
