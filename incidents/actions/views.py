"""Saved views: everybody keeps their own; a team's member shares with the team, whoever oversees with everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.finding.asking import understand
from incidents.finding.sorts import SORTS
from incidents.models import SavedView
from people.actions.keep import check, unchanged_since
from people.entries import Added, Changed
from people.models import Team, User
from people.rights import is_staff, may
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed

MOST = 50
"""Views that one person keeps: more than this nobody finds again."""


def save_view(
    *, by: Actor, name: str, question: str, sort: str, columns: list[str] | None = None, grouped_by: str = "",
    team: Team | None = None, is_for_everyone: bool = False,
) -> SavedView:  # fmt: skip
    """Keep a list under a name. Raises NotAllowed, or Invalid at the fields."""
    owner = _owner(by)
    if SavedView.objects.filter(owner=owner, is_active=True).count() >= MOST:
        raise Invalid({"name": _("You keep %(most)d views. Remove one first.") % {"most": MOST}})
    view = SavedView(
        owner=owner, name=name.strip(), question=question, sort=sort, columns=columns or [], grouped_by=grouped_by,
        team=team, is_for_everyone=is_for_everyone,
    )  # fmt: skip
    with transaction.atomic():
        _check(view, by)
        record(view, Added(), by=by)
    return view


def change_view(view: SavedView, *, by: Actor, fields: Mapping[str, Any], seen: int | None = None) -> SavedView:
    """Change one's own view. Raises NotAllowed, Invalid at the fields, or Changed."""
    with transaction.atomic():
        fresh = SavedView.objects.select_for_update(no_key=True, of=("self",)).get(pk=view.pk)
        if fresh.owner_id != by.person_id:
            raise NotAllowed(_("Only its owner changes a view. Save it under a name of your own."))
        unchanged_since(fresh, seen)
        begin(fresh)
        changed = sorted(name for name, value in fields.items() if getattr(fresh, name) != value)
        for name in changed:
            setattr(fresh, name, fields[name])
        if set(changed) - {"is_active"}:
            _check(fresh, by)
        if changed:
            record(fresh, Changed(fields=changed, of=fresh.subject_type), by=by, also=["name"])
    return fresh


def remove_view(view: SavedView, *, by: Actor, seen: int | None = None) -> SavedView:
    """Take a view out of everybody's list."""
    return change_view(view, by=by, fields={"is_active": False}, seen=seen)


def _owner(by: Actor) -> User:
    if not isinstance(by.user, User) or not is_staff(by):
        raise NotAllowed
    return by.user


def _check(view: SavedView, by: Actor) -> None:
    said: dict[str, str] = {}
    user = _owner(by)
    if wrong := understand(view.question, user).wrong:
        said["question"] = " ".join(wrong)
    if view.sort not in SORTS:
        said["sort"] = _("Choose one of the orders.")
    if view.team_id and view.team_id not in user.team_ids and not may(by, "oversee"):
        said["team"] = _("You share with teams you are in.")
    if view.is_for_everyone and not may(by, "oversee"):
        said["is_for_everyone"] = _("Only whoever watches over the desk shares with everybody.")
    if said:
        raise Invalid(said)
    check(view)
