"""What recording something about an incident causes: the words it is found by, and what reaches its children."""

from __future__ import annotations

from contextlib import suppress

from incidents import actions, cascade
from incidents import entries as told
from incidents.finding import text
from incidents.models import Incident
from people.actors import machine
from records.choices import Visibility
from records.models import Entry
from records.reactions import follows, reacts_to_all
from records.refusals import NotNow

TEXTS = {told.Detected.code, told.Amended.code, told.Erased.code, told.Registered.code}
"""Entries that change what an incident says without pointing to a message."""


@reacts_to_all
def find_by_words(entry: Entry) -> None:
    """What was written can be found at once; what was erased cannot be found any more."""
    if entry.subject_type == "incident" and (entry.message_id or entry.kind in TEXTS):
        text.index([entry.subject_id])


def waits_for_a_person(entry: Entry) -> bool:
    """Whether its team gives work out by rule and nobody has it; what is confidential a person gives to a person."""
    row = entry.subject
    if not isinstance(row, Incident) or row.is_confidential or row.assignee_id is not None:
        return False
    return bool(row.owning_team and row.owning_team.assigns)


@follows(told.Classified, told.HandedOver, told.Approved, where=waits_for_a_person)
def give_out(entry: Entry) -> None:
    """Whoever's it is by the team's rule gets it; where nobody is there it stays with the team (C4)."""
    if isinstance(entry.subject, Incident) and waits_for_a_person(entry):
        with suppress(NotNow):
            actions.assign(entry.subject, by=machine("Assignment"))


def has_children(entry: Entry) -> bool:
    """Whether anybody is under it who could be told."""
    return isinstance(entry.subject, Incident) and entry.subject.children.exists()


def answers_children(entry: Entry) -> bool:
    """Whether the desk wrote to the requester, and others are under it."""
    is_answer = entry.visibility == Visibility.PUBLIC and entry.data.get("by_desk")
    return bool(is_answer) and has_children(entry)


@follows(told.Commented, where=answers_children)
def answer_children(entry: Entry) -> None:
    """What the desk answers to a parent, it answers to every child."""
    if isinstance(entry.subject, Incident):
        cascade.answer(entry, entry.subject)


@follows(told.WorkaroundRecorded, where=has_children)
def tell_children_the_workaround(entry: Entry) -> None:
    """A workaround of a parent is one of every child."""
    if isinstance(entry.subject, Incident):
        cascade.workaround(entry, entry.subject)


@follows(told.Resolved, where=has_children)
def resolve_children(entry: Entry) -> None:
    """With a parent its children are resolved; each requester confirms for themselves."""
    if isinstance(entry.subject, Incident):
        cascade.resolution(entry, entry.subject)
