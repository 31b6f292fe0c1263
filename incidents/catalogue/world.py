"""Which people and items a requester can name in a form: what is found, and nothing about the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from incidents.catalogue.fields import FormField
from incidents.catalogue.filling import World, Wrong
from people.models import User
from people.rights import is_staff
from services.models import ConfigurationItem

BIGGEST = 2**63 - 1


def people_for(user: User) -> QuerySet[User]:
    """Whom this person can name: the desk everybody; everyone else themselves, their manager and their organisation."""
    active = User.objects.filter(is_active=True).order_by("name")
    if is_staff(user):
        return active
    near = Q(pk__in=[user.pk, user.manager_id or 0])
    return active.filter(near | Q(organisation_id=user.organisation_id) if user.organisation_id else near)


def items_for(user: User, field: FormField) -> QuerySet[ConfigurationItem]:
    """Which items this person can name in this field: their own, or also those that are nobody's; of one kind or of any."""
    mine = Q(owner=user) if field.only_mine else Q(owner=user) | Q(owner=None)
    rows = ConfigurationItem.objects.filter(mine, is_active=True).order_by("name")
    return rows.filter(kind=field.item_kind) if field.item_kind else rows


def world_of(requester: User, at: datetime) -> World:
    """The world as this requester sees it, on their day."""

    def item(field: FormField, raw: Any) -> int | None:
        number = _number(raw)
        found = items_for(requester, field).filter(pk=number).first() if number else None
        return found.pk if found else None

    today = at.astimezone(ZoneInfo(requester.time_zone)).date()
    return World(today=today, person=lambda raw: _person(requester, raw), item=item)


def written(person: User) -> str:
    """How a chosen person reads in a field: unmistakable, as in a mail program."""
    return f"{person.name} <{person.email}>"


def _number(raw: Any) -> int | None:
    said = str(raw) if isinstance(raw, int | str) and not isinstance(raw, bool) else ""
    is_number = said.isascii() and said.isdigit() and len(said) < 20
    return int(said) if is_number and 0 < int(said) <= BIGGEST else None


def _person(requester: User, raw: Any) -> int:
    """By number, e-mail or name; Wrong where nobody or more than one is meant."""
    if not isinstance(raw, int | str) or isinstance(raw, bool):
        raise Wrong(_("Write a name or an e-mail."))
    text = str(raw).encode(errors="ignore").decode().replace("\x00", "").strip()[:200]
    email = text.rsplit("<", 1)[-1].rstrip("> ") if "<" in text else text
    known = people_for(requester)
    by_number = Q(pk=_number(raw)) if isinstance(raw, int) else Q(pk__in=[])
    exact = known.filter(by_number | Q(email__iexact=email)).first()
    if exact is not None:
        return exact.pk
    named = list(known.filter(name__iexact=text)[:2]) or list(known.filter(name__icontains=text)[:2])
    if isinstance(raw, int) or "@" in text or not named:
        raise Wrong(_("Nobody is called “%(text)s”.") % {"text": text})
    if len(named) > 1:
        raise Wrong(_("Several people are called “%(text)s”. Write the e-mail.") % {"text": text})
    return named[0].pk
