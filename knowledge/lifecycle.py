"""The state machine of an article (SPEC F1). The only place that writes its state.

As for incidents: each method changes ``state`` and nothing else, the doors in ``actions/`` check and record, a
receiver refuses any call outside a door, and a trigger holds the legal pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition
from django_fsm.signals import pre_transition

from knowledge.choices import State
from records.refusals import OutsideAction

_STATE = FSMField(_("State"), default=State.DRAFT, choices=State.choices, protected=True, max_length=12)


class Lifecycle(FSMModelMixin, models.Model):
    """draft → in review → published → retired; a published one gets its next version as a draft."""

    state = _STATE

    class Meta:
        abstract = True

    @transition(field=_STATE, source=State.DRAFT, target=State.IN_REVIEW)
    def to_in_review(self) -> None:
        """send to review: it has a title and a text."""

    @transition(field=_STATE, source=State.IN_REVIEW, target=State.DRAFT)
    def sent_back(self) -> None:
        """send back: with what is still missing."""

    @transition(field=_STATE, source=State.IN_REVIEW, target=State.PUBLISHED)
    def to_published(self) -> None:
        """publish: from now on its readers see this version."""

    @transition(field=_STATE, source=[State.DRAFT, State.PUBLISHED], target=State.DRAFT)
    def written(self) -> None:
        """write: a draft is saved in place, a published one gets its next version; readers go on with the old one."""

    @transition(field=_STATE, source=State.DRAFT, target=State.PUBLISHED)
    def discarded(self) -> None:
        """discard: the draft of a published article is dropped; what its readers see stays."""

    @transition(field=_STATE, source=[State.DRAFT, State.IN_REVIEW, State.PUBLISHED], target=State.RETIRED)
    def to_retired(self) -> None:
        """retire: nobody reads it any more; with a reason."""

    @transition(field=_STATE, source=State.RETIRED, target=State.DRAFT)
    def restored(self) -> None:
        """restore: a retired one is a draft again."""


def legal_pairs() -> Iterator[tuple[str, str]]:
    """The pairs (old, new) of different states that the database lets through, each once."""
    found = {
        (str(source), str(step.target))
        for method in vars(Lifecycle).values()
        for source, step in getattr(getattr(method, "_django_fsm", None), "transitions", {}).items()
    }
    yield from sorted((source, target) for source, target in found if source != target)


class BornDraft(pgtrigger.Trigger):
    """A row can only be inserted as a draft: there is no other way into the machine."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Q(new__state__df=State.DRAFT.value)

    def get_func(self, model: Any) -> str:
        return "RAISE EXCEPTION 'an article is born a draft, not %', NEW.state;"


def triggers() -> list[pgtrigger.Trigger]:
    """What the database itself enforces of the machine."""
    return [
        pgtrigger.FSM(name="legal_states", field="state", transitions=list(legal_pairs())),
        BornDraft(name="born_draft"),
    ]


@receiver(pre_transition)
def only_through_a_door(sender: type[models.Model], instance: models.Model, name: str, **kwargs: Any) -> None:
    """Raise OutsideAction unless a door of ``actions`` has this very row open and locked."""
    if isinstance(instance, Lifecycle) and not instance.__dict__.get("_door_is_open"):
        raise OutsideAction(f"{name}() called outside an action")
