"""The state machine (SPEC A). The only place that writes a state; drawn into docs/developer/lifecycle.md.

Every method changes ``state`` and nothing else: the doors in ``actions/`` check rights and needs, set the other
fields, and record. django-fsm-2 asks ``permission=`` only for lists of buttons, so it is no guard; what guards is
the door, the receiver below that refuses any call outside one, and a trigger that holds the legal pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition
from django_fsm.signals import pre_transition

from incidents.choices import State
from records.refusals import OutsideAction

_STATE = FSMField(_("State"), default=State.DETECTED, choices=State.choices, protected=True, max_length=12)
_WORK = [State.CLASSIFIED, State.IN_DIAGNOSIS]


class Lifecycle(FSMModelMixin, models.Model):
    """detected → registered → classified → in diagnosis → resolved → closed, or cancelled."""

    state = _STATE

    class Meta:
        abstract = True

    @transition(field=_STATE, source=State.DETECTED, target=State.REGISTERED)
    def to_registered(self) -> None:
        """register: the minimum is there; it gets its reference (A2)."""

    @transition(field=_STATE, source=[State.REGISTERED, State.CLASSIFIED], target=State.CLASSIFIED)
    def to_classified(self) -> None:
        """classify: kind, category, impact, urgency, owning team (A3)."""

    @transition(field=_STATE, source=State.IN_DIAGNOSIS, target=State.IN_DIAGNOSIS)
    def reclassified(self) -> None:
        """classify again while in diagnosis: it stays there (A3)."""

    @transition(field=_STATE, source=State.CLASSIFIED, target=State.IN_DIAGNOSIS)
    def to_in_diagnosis(self) -> None:
        """start diagnosis: there is an assignee (A4)."""

    @transition(field=_STATE, source=_WORK, target=None)
    def handed_over(self) -> None:
        """hand over: to a team or a person, with a reason; counted (A5)."""

    @transition(field=_STATE, source=_WORK, target=None)
    def held(self) -> None:
        """hold: an overlay, with a reason and until when (A4)."""

    @transition(field=_STATE, source=_WORK, target=None)
    def resumed(self) -> None:
        """resume: the hold ends (A4)."""

    @transition(field=_STATE, source=_WORK, target=State.RESOLVED)
    def to_resolved(self) -> None:
        """resolve: code, summary, workaround or permanent, recovery check (A6)."""

    @transition(field=_STATE, source=State.RESOLVED, target=State.IN_DIAGNOSIS)
    def rejected(self) -> None:
        """reject: the requester says what is still wrong; counted as a reopen (A7)."""

    @transition(field=_STATE, source=State.RESOLVED, target=State.RESOLVED)
    def confirmed(self) -> None:
        """confirm: the requester, or an agent with who and when (A7)."""

    @transition(field=_STATE, source=State.RESOLVED, target=State.CLOSED)
    def to_closed(self) -> None:
        """close: confirmed, and the closing checks hold (A7)."""

    @transition(field=_STATE, source=State.CLOSED, target=State.IN_DIAGNOSIS)
    def reopened(self) -> None:
        """reopen: within the window, with a reason (A8)."""

    @transition(
        field=_STATE,
        source=[State.DETECTED, State.REGISTERED, State.CLASSIFIED, State.IN_DIAGNOSIS],
        target=State.CANCELLED,
    )
    def to_cancelled(self) -> None:
        """cancel: with a reason; a duplicate points to its original (A8)."""

    @transition(field=_STATE, source=State.CANCELLED, target=State.REGISTERED)
    def reinstated(self) -> None:
        """unmerge: what was taken for a duplicate stands for itself again (A8)."""


@dataclass(frozen=True)
class Edge:
    """One arrow of the machine; ``target`` equals ``source`` where the state stays."""

    name: str
    source: str
    target: str
    meaning: str


def edges() -> Iterator[Edge]:
    """Every arrow, in the order the methods stand in."""
    for name, method in vars(Lifecycle).items():
        for source, step in getattr(getattr(method, "_django_fsm", None), "transitions", {}).items():
            yield Edge(name, str(source), str(step.target or source), (method.__doc__ or "").strip())


def legal_pairs() -> list[tuple[str, str]]:
    """The pairs (old, new) of different states that the database lets through."""
    return sorted({(edge.source, edge.target) for edge in edges() if edge.source != edge.target})


class BornDetected(pgtrigger.Trigger):
    """A row can only be inserted as detected: there is no other way into the machine."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Q(new__state__df=State.DETECTED.value)

    def get_func(self, model: Any) -> str:
        return "RAISE EXCEPTION 'an incident is born detected, not %', NEW.state;"


def triggers() -> list[pgtrigger.Trigger]:
    """What the database itself enforces of the machine."""
    return [
        pgtrigger.FSM(name="legal_states", field="state", transitions=legal_pairs()),
        BornDetected(name="born_detected"),
    ]


@receiver(pre_transition)
def only_through_a_door(sender: type[models.Model], instance: models.Model, name: str, **kwargs: Any) -> None:
    """Raise OutsideAction unless a door of ``actions`` has this very row open and locked."""
    if isinstance(instance, Lifecycle) and not instance.__dict__.get("_door_is_open"):
        raise OutsideAction(f"{name}() called outside an action")
