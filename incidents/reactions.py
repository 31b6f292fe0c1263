"""What recording something about an incident causes: the words it is found by, and what reaches its children."""

from __future__ import annotations

from incidents import cascade
from incidents import entries as told
from incidents.finding import text
from incidents.models import Incident
from records.choices import Via, Visibility
from records.models import Entry
from records.reactions import follows, reacts_to_all

TEXTS = {told.Detected.code, told.Amended.code, told.Erased.code, told.Registered.code}
"""Entries that change what an incident says without pointing to a message."""


@reacts_to_all
def find_by_words(entry: Entry) -> None:
    """What was written can be found at once; what was erased cannot be found any more."""
    if entry.subject_type == "incident" and (entry.message_id or entry.kind in TEXTS):
        text.index([entry.subject_id])


@follows(told.Commented)
def answer_children(entry: Entry) -> None:
    """What the desk answers to a parent, it answers to every child."""
    parent = _parent(entry)
    if parent and entry.visibility == Visibility.PUBLIC and entry.data.get("by_desk"):
        cascade.answer(entry, parent)


@follows(told.WorkaroundRecorded)
def tell_children_the_workaround(entry: Entry) -> None:
    """A workaround of a parent is one of every child."""
    if parent := _parent(entry):
        cascade.workaround(entry, parent)


@follows(told.Resolved)
def resolve_children(entry: Entry) -> None:
    """With a parent its children are resolved; each requester confirms for themselves."""
    if parent := _parent(entry):
        cascade.resolution(entry, parent)


def _parent(entry: Entry) -> Incident | None:
    """The incident, if it is one with children and its past is not imported."""
    incident = entry.subject
    if not isinstance(incident, Incident) or entry.via == Via.IMPORT:
        return None
    return incident if incident.children.exists() else None
