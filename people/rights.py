"""The one place that says what an actor may do (SPEC J1). The table itself is data an administrator edits."""

from __future__ import annotations

from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from people.models import Right, Team, User
from records.actors import Actor

ACTIVITIES = {
    "detect": _("Detect"),
    "register": _("Register"),
    "classify": _("Classify"),
    "diagnose": _("Diagnose"),
    "resolve": _("Resolve"),
    "hand_over": _("Hand over"),
    "hold": _("Put on hold, resume"),
    "communicate": _("Communicate an update"),
    "reply": _("Write as the one concerned"),
    "note": _("Write internal notes"),
    "confirm": _("Confirm the solution"),
    "reject": _("Say that it is not solved"),
    "close": _("Close"),
    "reopen": _("Reopen"),
    "cancel": _("Cancel"),
    "withdraw": _("Withdraw"),
    "approve": _("Approve requests"),
    "review": _("Review"),
    "amend": _("Edit details, link"),
    "restrict": _("Make confidential"),
    "erase": _("Erase personal text"),
    "view": _("See"),
    "write_articles": _("Write articles"),
    "publish_articles": _("Publish and retire articles"),
    "enrol": _("Take in people, teams, services"),
    "oversee": _("Watch over deliveries"),
    "administer": _("Administer"),
}
"""What a right is about: code → words."""

SCOPES = {
    "any": _("everywhere"),
    "own": _("own ones"),
    "organisation": _("those of the own organisation"),
    "first_line": _("where the first line owns it"),
    "team": _("where the own team owns it"),
    "engaged": _("where engaged"),
    "approver": _("as the approver"),
}
"""How far a right reaches: code → words."""

_NOT_ABOUT_A_SUBJECT = {"publish_articles", "enrol", "oversee", "administer"}
_BEGINNINGS = {"detect", "register", "write_articles"}


def reaches_of(activity: str) -> dict[str, Any]:
    """The scopes that mean something for this activity: code → words."""
    if activity in _NOT_ABOUT_A_SUBJECT:
        return {"any": SCOPES["any"]}
    if activity in _BEGINNINGS:
        return {code: SCOPES[code] for code in ("any", "own")}
    return SCOPES


class Governed(Protocol):
    """What a subject tells about itself so that rights can be decided."""

    @property
    def owning_team(self) -> Team | None: ...
    @property
    def owning_team_id(self) -> int | None: ...
    @property
    def assignee_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...
    def concerns(self, person_id: int | None) -> bool: ...
    def approver_ids(self) -> set[int]: ...


def scopes_of(who: Actor | User, activity: str) -> frozenset[str]:
    """How far this right of theirs reaches; empty where they have none. One query per actor, then remembered."""
    if isinstance(who, User):
        return who.right_scopes.get(activity, frozenset()) if who.is_active else frozenset()
    if isinstance(who.user, User):
        return scopes_of(who.user, activity)
    if who.is_machine:
        return _machine_scopes(who).get(activity, frozenset())
    return frozenset()


def is_staff(who: Actor | User) -> bool:
    """Whether they work on incidents: whoever may write internal notes, or see all."""
    return bool(scopes_of(who, "note") or "any" in scopes_of(who, "view"))


def may(by: Actor, activity: str, subject: Any = None) -> bool:
    """Whether the actor may do this to the subject; without a subject, whether they may begin one."""
    scopes = scopes_of(by, activity)
    if "any" in scopes:
        return True
    if not scopes:
        return False
    if subject is None:
        return activity in _BEGINNINGS and "own" in scopes
    return any(_reaches(scope, by, subject) for scope in sorted(scopes))


def _reaches(scope: str, by: Actor, subject: Governed) -> bool:
    person = by.person_id
    if scope == "first_line":
        return _is_first_line(by, subject.owning_team)
    if person is None:
        return False
    if scope == "own":
        return subject.concerns(person)
    if scope == "organisation":
        return isinstance(by.user, User) and by.user.organisation_id in {subject.organisation_id} - {None}
    if scope == "team":
        return subject.owning_team_id in _teams(by)
    if scope == "engaged":
        return subject.assignee_id == person or subject.owning_team_id in _teams(by)
    return scope == "approver" and person in subject.approver_ids()


def _is_first_line(by: Actor, owner: Team | None) -> bool:
    if owner is None:
        return False
    return owner.tier == 1 or (owner.tier is None and owner.pk in _teams(by))


def _teams(by: Actor) -> frozenset[int]:
    return by.user.team_ids if isinstance(by.user, User) else frozenset()


def _machine_scopes(actor: Actor) -> dict[str, frozenset[str]]:
    if "rights" not in actor.memo:
        found: dict[str, set[str]] = {}
        for activity, scope in Right.objects.filter(role__code="machine").values_list("activity", "scope"):
            found.setdefault(activity, set()).add(scope)
        actor.memo["rights"] = {activity: frozenset(scopes) for activity, scopes in found.items()}
    rights: dict[str, frozenset[str]] = actor.memo["rights"]
    return rights
