"""Keys with which programs speak for a person: one's own to make and to revoke; an administrator revokes anybody's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.actions.keep import check
from people.entries import Added, Changed
from people.models import ApiToken, User
from people.models.token import digest_of, new_secret
from people.rights import may
from records.actors import Actor
from records.choices import Via
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed

LONGEST = timedelta(days=366)
MOST = 20
"""Tokens in use that one person has: more than this nobody watches over."""


def make_token(*, by: Actor, name: str, scopes: Iterable[str], expires_on: date) -> tuple[ApiToken, str]:
    """Make a key for oneself, good through ``expires_on``; returns it with its secret, which is never shown again.

    Raises NotAllowed, or Invalid at the fields. A token makes no tokens.
    """
    owner = by.user
    if not isinstance(owner, User) or by.via == Via.API:
        raise NotAllowed
    secret = new_secret()
    token = ApiToken(
        owner=owner, name=name.strip(), scopes=sorted(set(scopes)), expires_at=_end_of(expires_on, owner),
        prefix=secret[:12], digest=digest_of(secret),
    )  # fmt: skip
    with transaction.atomic():
        _check_term(expires_on, by.at, owner)
        if ApiToken.of(owner).filter(revoked_at=None, expires_at__gt=by.at).count() >= MOST:
            raise Invalid({"name": _("You have %(most)d tokens. Revoke one first.") % {"most": MOST}})
        check(token)
        record(token, Added(), by=by)
    return token, secret


def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """End a key at once. Twice is once. Raises NotAllowed."""
    with transaction.atomic():
        fresh = ApiToken._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=token.pk)
        if fresh.owner_id != by.person_id and not may(by, "administer"):
            raise NotAllowed
        if fresh.revoked_at is None:
            begin(fresh)
            fresh.revoked_at = by.at
            record(fresh, Changed(fields=["revoked_at"], of=fresh.subject_type), by=by)
    return fresh


def _check_term(expires_on: date, at: datetime, owner: User) -> None:
    today = timezone.localtime(at, ZoneInfo(owner.time_zone)).date()
    if expires_on <= today:
        raise Invalid({"expires_on": _("Choose a day in the future.")})
    if expires_on > today + LONGEST:
        raise Invalid({"expires_on": _("A token lasts a year at most.")})


def _end_of(day: date, owner: User) -> datetime:
    return datetime.combine(
        min(day, date.max - timedelta(days=2)) + timedelta(days=1), time(0), ZoneInfo(owner.time_zone)
    )
