"""Where a ticket stands, in words without jargon, like tracking a parcel (LOOK, Portal)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.catalogue.showing import asked_now
from incidents.choices import Approval, HoldReason, Kind, State
from incidents.models import Incident
from records.templatetags.looks import in_words
from sla import models as levels
from sla.choices import Measure


@dataclass(frozen=True)
class Step:
    label: str
    status: str
    at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """``headline`` says what is happening, ``expected`` what we need from the person; ``tone`` how it looks."""

    headline: str
    expected: str = ""
    tone: str = "plain"


_REACHED = {
    State.DETECTED: 0,
    State.REGISTERED: 1,
    State.CLASSIFIED: 1,
    State.IN_DIAGNOSIS: 2,
    State.RESOLVED: 3,
    State.CLOSED: 4,
}


def steps(incident: Incident) -> list[Step]:
    """Five plain steps; a cancelled one shows how far it came."""
    is_request = incident.kind == Kind.REQUEST
    labels = [
        _("Sent"),
        _("Received"),
        _("We are on it"),
        _solved(incident, is_request=is_request),
        _("Finished"),
    ]
    moments = [
        incident.detected_at, incident.registered_at, incident.diagnosis_started_at, incident.resolved_at,
        incident.closed_at,
    ]  # fmt: skip
    reached = _REACHED.get(State(incident.state), -1)
    return [
        Step(label, "current" if index == reached else "done" if index < reached else "todo", at)
        for index, (label, at) in enumerate(zip(labels, moments, strict=True))
    ]


def _solved(incident: Incident, *, is_request: bool) -> str:
    if incident.is_confirmed:
        return _("Done – you confirmed") if is_request else _("Solved – you confirmed")
    return _("Done – please check") if is_request else _("Solved – please check")


def standing(incident: Incident) -> Standing:
    """What is happening now, and what is expected of the requester."""
    if incident.is_on_hold:
        return _held(incident)
    if incident.state == State.RESOLVED:
        if incident.is_confirmed:
            return Standing(_("You confirmed that it works. We are finishing this."), tone="good")
        if incident.kind == Kind.REQUEST:
            return Standing(
                _("Your request is fulfilled."), _("Please check, and tell us whether all is well."), "asks"
            )
        return Standing(_("We believe this is solved."), _("Please check, and tell us whether it works."), "asks")
    if incident.approval == Approval.ASKED and incident.is_open:
        return _waiting_for_approval(incident)
    tone = "good" if incident.state == State.CLOSED else "plain"
    return Standing(_plain(incident), promised(incident, timezone.now()), tone)


def _waiting_for_approval(incident: Incident) -> Standing:
    step = asked_now(incident)
    if step is None or step.approver is None or step.asked_at is None:
        return Standing(_("Waiting for approval."), tone="waits")
    words = {"person": step.approver, "when": in_words(step.asked_at)}
    return Standing(_("Waiting for approval by %(person)s since %(when)s.") % words, tone="waits")


def promised(incident: Incident, now: datetime) -> str:
    """When they hear from us, or by when it should be solved; nothing where that has passed or was not promised."""
    kept = levels.Standing.of(incident)
    if kept is None or not now <= kept.due_at < levels.NEVER:
        return ""
    if kept.measure == Measure.RESOLUTION:
        return _("We aim to have this solved by %(when)s.") % {"when": in_words(kept.due_at)}
    return _("You hear from us by %(when)s.") % {"when": in_words(kept.due_at)}


def _plain(incident: Incident) -> str:
    return {
        State.DETECTED: _("We received this and are completing it. You do not have to do anything."),
        State.REGISTERED: _("We received this and will look at it."),
        State.CLASSIFIED: _("We know what it is; somebody will start on it."),
        State.IN_DIAGNOSIS: _("We are working on it."),
        State.CLOSED: _("This is finished. If it comes back, write below."),
        State.CANCELLED: _("This was cancelled."),
    }.get(State(incident.state), incident.state_label)


def _held(incident: Incident) -> Standing:
    if incident.hold_reason == HoldReason.REQUESTER:
        return Standing(
            _("Waiting for you."), _("Please answer our question below; we go on as soon as you do."), "asks"
        )
    reason = HoldReason(incident.hold_reason).label
    return Standing(_("Waiting for %(reason)s.") % {"reason": reason}, tone="waits")
