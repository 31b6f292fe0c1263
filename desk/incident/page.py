"""What the incident page shows: gathered here, so that its number of queries can be seen and stays fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.access import DeskRequest
from desk.clocks import of_incident, time_left
from desk.incident.forms import FORMS, CommentForm
from incidents import choosing, related
from incidents.audience import mail_variables
from incidents.catalogue.showing import asked_for
from incidents.choices import Kind, State
from incidents.finding.alike import MANY, alike
from incidents.minimum import missing
from incidents.models import CannedAnswer, Draft, Incident, Participant
from incidents.models.taking_part import Part
from incidents.verbs import offers
from knowledge.actions.draft_after import OVER
from knowledge.choosing import of_incident as articles_of
from notifications.variables import filled
from people.rights import may
from records.history import Line, history, latest, told_of

PRIMARY = {
    State.DETECTED: ("register",),
    State.REGISTERED: ("classify",),
    State.CLASSIFIED: ("approve", "start_diagnosis"),
    State.IN_DIAGNOSIS: ("resume", "resolve"),
    State.RESOLVED: ("close", "confirm"),
}
"""The one thing a state is about: the first of these that is offered is the button."""

WRITTEN = {"communicate", "note", "reply", "withdraw", "erase", "join"}
"""Verbs that have no button of their own: the composer writes, the requester withdraws or has it too."""


@dataclass(frozen=True)
class Action:
    verb: str
    label: str


@dataclass(frozen=True)
class Step:
    """One step of the stepper: when it was reached, how long it took, what the next needs."""

    label: str
    status: str
    at: datetime | None = None
    took: timedelta | None = None
    hint: str = ""


def context_of(request: DeskRequest, incident: Incident, comment: CommentForm | None = None) -> dict[str, Any]:
    """The whole page. A ``comment`` that was refused comes back with what was typed."""
    offered = offers(incident, request.actor)
    primary = _primary(incident, offered)
    lines = _with_duplicates(request, incident)
    items = list(incident.items.prefetch_related("services"))
    draft = Draft.of(request.user, incident)
    taking = list(incident.participants.select_related("person"))
    offered = _meaningful(offered, taking, request.user.pk)
    return {
        "incident": incident,
        "primary": _action(primary, incident) if primary else None,
        "actions": _actions(offered, primary, incident),
        "partners": [person for person in taking if person.part == Part.PARTNER],
        "minutes": sum(incident.time_spent.values_list("minutes", flat=True)),
        "may_note_time": "note_time" in offered,
        "answers": canned(request, incident),
        "undo_send": settings.UNDO_SEND,
        "can_reply": "communicate" in offered or ("reply" in offered and incident.concerns(request.user.pk)),
        "can_note": "note" in offered,
        "comment": comment or CommentForm(incident=incident, user=request.user, initial=_typed(draft)),
        "last_sent": _last_sent(lines, request.user.pk),
        "draft_kept_at": str(draft.kept_at.timestamp()) if draft else "",
        "lines": lines,
        **asked_for(incident),
        "steps": steps(incident),
        "missing": missing(incident) if incident.state == State.DETECTED else {},
        "items": items,
        "affected": list(incident.affected.all()),
        "relations": relations(request, incident),
        **_family(request, incident),
        "alike": found_alike(request, incident),
        "clocks": of_incident(incident),
        "left": time_left(getattr(incident, "standing", None)),
        "lately": [
            (_("Lately in this service"), "service", _earlier(request, incident, service_id=incident.service_id)),
            (_("Lately with these items"), "of-items", _earlier(request, incident, items__in=items) if items else []),
            (
                _("Earlier from this requester"),
                "earlier",
                _earlier(request, incident, requester_id=incident.requester_id),
            ),
        ],
        "neighbours": _neighbours(incident),
        "articles": articles_of(incident, request.user),
        "may_draft": incident.state in OVER and may(request.actor, "write_articles"),
        "log": [line for line in lines if line.entry.kind == "incident.logged" and line.message],
        "open_lines": list(incident.log_lines.filter(outcome="open").select_related("message")),
    }


RECENT, LAST = 30, 3
"""A quick look goes so many entries back and shows so many messages."""


def look_at(request: DeskRequest, incident: Incident) -> dict[str, Any]:
    """What a quick look shows: no more than fits a drawer."""
    offered = offers(incident, request.actor)
    primary = _primary(incident, offered)
    said = [line for line in latest(incident, RECENT, Incident.kept_from(request.user)) if line.message][:LAST]
    return {
        "incident": incident,
        "left": time_left(getattr(incident, "standing", None)),
        "last": said[::-1],
        "primary": _action(primary, incident) if primary else None,
    }


def _primary(incident: Incident, offered: list[str]) -> str:
    """The one thing its state is about, if it is offered."""
    return next((verb for verb in PRIMARY.get(State(incident.state), ()) if verb in offered), "")


def _meaningful(offered: list[str], taking: list[Participant], me: int) -> list[str]:
    """Without what has nothing to undo: ending what nobody began, watching what one watches."""
    watches = any(each.part == Part.WATCHER and each.person_id == me for each in taking)
    pairs = any(each.part == Part.PARTNER for each in taking)
    pointless = {"watch" if watches else "unwatch", "" if pairs else "unpair"}
    return [verb for verb in offered if verb not in pointless]


def _last_sent(lines: list[Line], me: int) -> str:
    """What this person wrote here last: a draft of it that another browser kept is done with."""
    own = (line.message.body for line in reversed(lines) if line.message and line.message.author_id == me)
    return next(own, "")


def _typed(kept: Draft | None) -> dict[str, Any]:
    return {"text": kept.text, "internal": kept.is_internal} if kept else {}


@dataclass(frozen=True)
class Ready:
    """A canned answer with its variables filled in, and what it does besides."""

    pk: int
    name: str
    text: str
    then: str


def canned(request: DeskRequest, incident: Incident) -> list[Ready]:
    """The answers this person may use, in the language of whoever reads them."""
    reads_english = bool(incident.requester and incident.requester.language == "en")
    values = mail_variables(incident)
    return [
        Ready(each.pk, each.name, filled(each.english if reads_english else each.indonesian, values), _then(each))
        for each in choosing.answers_for(request.user)
    ]


def _then(answer: CannedAnswer) -> str:
    if answer.hold_reason:
        return _("Then: on hold for %(reason)s.") % {"reason": answer.get_hold_reason_display()}
    return _("Then: handed over to %(team)s.") % {"team": answer.hand_over_to} if answer.hand_over_to else ""


def _actions(offered: list[str], primary: str, incident: Incident) -> list[Action]:
    verbs = [verb for verb in offered if verb != primary and verb not in WRITTEN]
    if "approve" in offered:
        verbs.append("refuse")
    return [_action(verb, incident) for verb in verbs]


def _action(verb: str, incident: Incident) -> Action:
    if verb == "resolve" and incident.kind == Kind.REQUEST:
        return Action(verb, _("Fulfilled"))
    form = FORMS[verb]
    return Action(verb, str(form.title))


def steps(incident: Incident) -> list[Step]:
    """The lifecycle as it went so far, and what the next step needs."""
    names = [State.DETECTED, State.REGISTERED, State.CLASSIFIED, State.IN_DIAGNOSIS, State.RESOLVED, State.CLOSED]
    moments = [
        incident.detected_at, incident.registered_at, incident.classified_at, incident.diagnosis_started_at,
        incident.resolved_at, incident.closed_at,
    ]  # fmt: skip
    current = names.index(State(incident.state)) if incident.state in names else -1
    made = []
    for index, (state, at) in enumerate(zip(names, moments, strict=True)):
        status = "done" if at and index != current else "todo"
        status = "current" if index == current else status
        later = next((moment for moment in moments[index + 1 :] if moment), None)
        end = later or incident.cancelled_at or (timezone.now() if index == current else None)
        took = end - at if at and end and end >= at and state != State.CLOSED else None
        made.append(
            Step(_label(incident, state), status, at, took, _hint(incident, state) if status == "current" else "")
        )
    return made


def _label(incident: Incident, state: State) -> str:
    shown = Incident(kind=incident.kind)
    shown.__dict__["state"] = state
    return shown.state_label


def _hint(incident: Incident, state: State) -> str:
    if incident.is_on_hold:
        return _("Next: it goes on when what it waits for is there; resume it then.")
    if incident.is_confirmed and state == State.RESOLVED:
        return _("Next: close it, with the closing checks.")
    hints = {
        State.DETECTED: _("Next: register it, once reporter, description and what is affected are known."),
        State.REGISTERED: _("Next: classify it – category, impact, urgency, team."),
        State.CLASSIFIED: _("Next: somebody starts the diagnosis."),
        State.IN_DIAGNOSIS: _("Next: resolve it, with a recovery check."),
        State.RESOLVED: _("Next: the requester confirms; then it can be closed."),
    }
    if incident.kind == Kind.REQUEST and state == State.CLASSIFIED and incident.approval == "asked":
        return _("Next: it waits for approval.")
    return hints.get(state, "")


def relations(request: DeskRequest, incident: Incident) -> list[dict[str, Any]]:
    """Related incidents that this person may see, from either side."""
    visible = Incident.visible_to(request.user)
    above = visible.filter(pk=incident.parent_id) if incident.parent_id else ()
    linked = related.relations(incident, request.user)
    return [
        *({"label": _("is part of"), "other": other} for other in above),
        *({"label": each.get_kind_display(), "other": each.to} for each in linked if each.of_id == incident.pk),
        *({"label": _("linked from"), "other": each.of} for each in linked if each.to_id == incident.pk),
    ]


def _with_duplicates(request: DeskRequest, incident: Incident) -> list[Line]:
    """The timeline, with what the requesters of its duplicates wrote: merged, and apart again by a click."""
    own = history(incident, internal=True, hidden=Incident.kept_from(request.user))
    duplicates = Incident.visible_to(request.user).filter(original=incident)
    said = told_of(duplicates)
    return sorted([*own, *said], key=lambda line: line.at) if said else own


CHILDREN = 20


def _family(request: DeskRequest, incident: Incident) -> dict[str, Any]:
    """Those under it that this person may see, one more than are shown where there are more, and how many in all."""
    under = Incident.visible_to(request.user).filter(parent=incident)
    listed = list(under.select_related("requester").order_by("pk")[: CHILDREN + 1])
    return {"children": listed, "child_count": under.count() if len(listed) > CHILDREN else len(listed)}


def found_alike(request: DeskRequest, incident: Incident) -> dict[str, Any]:
    """What may be the same fault; ``burst`` where so many came that a parent is worth it."""
    found = alike(incident, request.user)
    picks = "&".join(f"pick={each.incident.pk}" for each in found[:PICKED])
    return {
        "found": found[:SHOWN],
        "count": len(found),
        "burst": sum(each.is_near for each in found) >= MANY,
        "picks": picks,
    }


SHOWN, PICKED = 5, 99


def _earlier(request: DeskRequest, incident: Incident, **alike: Any) -> list[Incident]:
    """Others that have this in common, the latest first."""
    if not all(alike.values()):
        return []
    same = Incident.visible_to(request.user).filter(**alike).exclude(pk=incident.pk)
    return list(same.order_by("-changed_at", "-id").distinct()[:5])


def _neighbours(incident: Incident) -> list[tuple[Any, list[Any]]]:
    """What the service needs and what needs it, in words."""
    if incident.service is None:
        return []
    told = [
        (_("Needs"), list(incident.service.depends_on.all())),
        (_("Needed by"), list(incident.service.dependants.all())),
    ]
    return [(label, services) for label, services in told if services]
