"""Links that work without signing in. They are signed, not stored: whoever reads the database cannot make one.

A link to rate is bound to one invitation; a link to confirm to one person and one resolution, so that it has moved on
once the work goes on. Whatever is forged is nothing, in the same words for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from incidents.choices import State
from incidents.models import Incident
from people.models import User
from surveys.models import Invitation

LONGEST = 120


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"surveys.{purpose}", sep=".")


def _signed(purpose: str, token: str) -> list[int]:
    """The numbers that were signed; none where we did not sign them."""
    if len(token) > LONGEST or not re.fullmatch(r"[\w.-]+", token, re.ASCII):
        return []
    try:
        return [int(part) for part in _signer(purpose).unsign(token).split("-")]
    except BadSignature:
        return []


def token_of(invitation: Invitation) -> str:
    """The secret of an invitation's link."""
    return _signer("rate").sign(str(invitation.pk))


def invited_by(token: str) -> Invitation | None:
    """The invitation behind a link, if its person still has an account."""
    rows = Invitation.objects.filter(person__is_active=True).select_related("incident", "person", "answer")
    if len(token) > LONGEST:
        return None
    if "." not in token:  # links mailed before they were signed
        return rows.filter(token=token).first() if token.isascii() and token.isprintable() else None
    return rows.filter(pk__in=_signed("rate", token)).first()


@dataclass(frozen=True)
class Check:
    """Somebody asked whether one resolution works."""

    incident: Incident
    person: User
    resolution: int

    @property
    def is_current(self) -> bool:
        """Whether that very resolution still stands, and the person may still know of it."""
        row = self.incident
        stands = row.state == State.RESOLVED and row.resolution_id == self.resolution
        return stands and row.concerns(self.person.pk) and row.may_be_known_to(self.person.pk)

    @property
    def token(self) -> str:
        """The secret of its link."""
        return check_token(self.incident.pk, self.person.pk, self.resolution)


def check_token(incident: int, person: int, resolution: int) -> str:
    """The secret of the link by which this person confirms this resolution."""
    return _signer("check").sign(f"{incident}-{person}-{resolution}")


def check_by(token: str) -> Check | None:
    """What a link asks, if we signed it and its person still has an account."""
    numbers = _signed("check", token)
    if len(numbers) != 3:
        return None
    incident = Incident.objects.filter(pk=numbers[0]).with_people().first()
    person = User.objects.filter(pk=numbers[1], is_active=True).first()
    return Check(incident, person, numbers[2]) if incident and person else None


def rate_url(invitation: Invitation) -> str:
    """The address in a mail."""
    return f"{settings.SITE_URL}{reverse('survey:rate', args=[token_of(invitation)])}"


def stop_url(invitation: Invitation) -> str:
    """Where the person says that they do not want to be asked any more."""
    return f"{settings.SITE_URL}{reverse('survey:stop', args=[token_of(invitation)])}"


def check_url(incident: Incident, person: User) -> str:
    """Where the person says whether it works; empty where nothing is resolved."""
    if incident.state != State.RESOLVED or incident.resolution_id is None:
        return ""
    token = check_token(incident.pk, person.pk, incident.resolution_id)
    return f"{settings.SITE_URL}{reverse('survey:check', args=[token])}"
