"""One table of what can be done to an incident: the right each verb needs, the arrow it takes, what may forbid it now.

Doors ask it before they act; pages ask it which buttons to show. So both always agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from incidents.choices import OPEN_STATES, Approval, CancelReason, Kind, State
from incidents.models import Incident, Policy
from people.rights import may
from records.actors import Actor
from records.choices import Via
from records.models import Entry
from records.refusals import NotNow

Guard = Callable[[Incident, Actor], str]


def _not_held(incident: Incident, by: Actor) -> str:
    return _("It is on hold already. End that hold first.") if incident.is_on_hold else ""


def _held(incident: Incident, by: Actor) -> str:
    return "" if incident.is_on_hold else _("It is not on hold.")


def _approved(incident: Incident, by: Actor) -> str:
    if incident.kind == Kind.REQUEST and incident.approval in (Approval.ASKED, Approval.REFUSED):
        return _("This request is not approved yet.")
    return ""


def _unconfirmed(incident: Incident, by: Actor) -> str:
    return _("The solution is confirmed already.") if incident.is_confirmed else ""


def _confirmed(incident: Incident, by: Actor) -> str:
    return "" if incident.is_confirmed else _("The requester has not confirmed the solution yet.")


def _inside_window(incident: Incident, by: Actor) -> str:
    if by.via == Via.IMPORT or incident.closed_at is None:
        return ""  # what another system reopened is a fact
    if by.at - incident.closed_at > Policy.current().reopen_window:
        return _("It was closed too long ago to be reopened. Open a follow-up instead.")
    return ""


def _untouched(incident: Incident, by: Actor) -> str:
    others = Entry.objects.about(incident).exclude(actor_id=incident.requester_id)
    return _("Someone is working on it already. Write to them instead.") if others.exists() else ""


def _waiting_for_approval(incident: Incident, by: Actor) -> str:
    return "" if incident.approval == Approval.ASKED else _("There is nothing to approve.")


def _alive(incident: Incident, by: Actor) -> str:
    return _("It is over and takes no more changes.") if incident.state == State.CANCELLED else ""


def _open(incident: Incident, by: Actor) -> str:
    return "" if incident.state in OPEN_STATES else _("It is not open any more.")


def _resolved(incident: Incident, by: Actor) -> str:
    if incident.state in (State.RESOLVED, State.CLOSED):
        return ""
    return _("It is not resolved yet.")


def _restricted(incident: Incident, by: Actor) -> str:
    return "" if incident.is_confidential else _("It is not confidential.")


def _live(incident: Incident, by: Actor) -> str:
    return _("It is over and takes no more changes.") if incident.is_over else ""


def _nobodys(incident: Incident, by: Actor) -> str:
    return _("Somebody has it already.") if incident.assignee_id else ""


def _a_duplicate(incident: Incident, by: Actor) -> str:
    if incident.original_id is None:
        return _("It is no duplicate of another one.")
    return "" if incident.reference else _("It was never registered. Note the report anew.")


def _a_child(incident: Incident, by: Actor) -> str:
    return "" if incident.parent_id else _("It is under no other one.")


def _public(incident: Incident, by: Actor) -> str:
    return _("This is confidential: nobody else may read of it.") if incident.is_confidential else ""


def _announced(incident: Incident, by: Actor) -> str:
    told = getattr(incident, "announcement", None)
    return "" if told and told.ended_at is None else _("It is not announced.")


@dataclass(frozen=True)
class Verb:
    """``activity`` is the right it needs (J1); ``arrows`` the transitions of the machine, any of which must be open."""

    activity: str
    arrows: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()


VERBS: dict[str, Verb] = {
    "register": Verb("register", ("to_registered",)),
    "classify": Verb("classify", ("to_classified", "reclassified")),
    "start_diagnosis": Verb("diagnose", ("to_in_diagnosis",), (_approved,)),
    "hand_over": Verb("hand_over", ("handed_over",)),
    "hold": Verb("hold", ("held",), (_not_held,)),
    "resume": Verb("hold", ("resumed",), (_held,)),
    "log": Verb("diagnose", (), (_alive, _open)),
    "record_workaround": Verb("diagnose", (), (_alive, _open)),
    "resolve": Verb("resolve", ("to_resolved",), (_approved,)),
    "confirm": Verb("confirm", ("confirmed",), (_unconfirmed,)),
    "reject": Verb("reject", ("rejected",)),
    "close": Verb("close", ("to_closed",), (_confirmed,)),
    "reopen": Verb("reopen", ("reopened",), (_inside_window,)),
    "cancel": Verb("cancel", ("to_cancelled",)),
    "withdraw": Verb("withdraw", ("to_cancelled",), (_untouched,)),
    "approve": Verb("approve", (), (_waiting_for_approval, _open)),
    "ask_approver": Verb("administer", (), (_waiting_for_approval, _open)),
    "communicate": Verb("communicate", (), (_alive,)),
    "note": Verb("note", (), (_alive,)),
    "reply": Verb("reply"),
    "amend": Verb("amend", (), (_alive,)),
    "add_affected": Verb("amend", (), (_alive,)),
    "take": Verb("hand_over", ("handed_over",), (_nobodys,)),
    "assign": Verb("hand_over", ("handed_over",), (_nobodys,)),
    "pair": Verb("note", (), (_live,)),
    "unpair": Verb("note"),
    "watch": Verb("note", (), (_live,)),
    "unwatch": Verb("note"),
    "note_time": Verb("note", (), (_alive,)),
    "link": Verb("amend"),
    "adopt": Verb("amend", (), (_live,)),
    "release": Verb("amend", (), (_a_child,)),
    "unmerge": Verb("cancel", ("reinstated",), (_a_duplicate,)),
    "split": Verb("register", (), (_alive,)),
    "announce": Verb("communicate", (), (_open, _public)),
    "end_announcement": Verb("communicate", (), (_announced,)),
    "join": Verb("detect", (), (_announced, _live)),
    "restrict": Verb("restrict", (), (_alive,)),
    "unrestrict": Verb("restrict", (), (_restricted,)),
    "review": Verb("review", (), (_resolved,)),
    "erase": Verb("erase"),
}


def refusal(incident: Incident, verb: str, by: Actor) -> NotNow | None:
    """Why the verb is not possible when this actor acts, or None."""
    rule = VERBS[verb]
    if rule.arrows and not any(can_proceed(getattr(incident, arrow)) for arrow in rule.arrows):
        return NotNow(_("This is not possible while it is “%(state)s”.") % {"state": incident.state_label})
    for guard in rule.guards:
        if said := guard(incident, by):
            return NotNow(said)
    return None


def offers(incident: Incident, by: Actor) -> list[str]:
    """The verbs that state and rights allow this actor now, in the order of the table."""
    return [
        verb for verb, rule in VERBS.items() if may(by, rule.activity, incident) and not refusal(incident, verb, by)
    ]


CANCEL_BY_HAND = [reason for reason in CancelReason if reason not in (CancelReason.WITHDRAWN, CancelReason.REFUSED)]
"""What a person may give as reason for cancelling; the others come from their own verbs."""
