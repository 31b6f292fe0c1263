"""What recording something about an incident keeps in step: the words it is found by."""

from __future__ import annotations

from incidents import entries as told
from incidents.finding import text
from records.models import Entry
from records.reactions import reacts_to_all

TEXTS = {told.Detected.code, told.Amended.code, told.Erased.code, told.Registered.code}
"""Entries that change what an incident says without pointing to a message."""


@reacts_to_all
def find_by_words(entry: Entry) -> None:
    """What was written can be found at once; what was erased cannot be found any more."""
    if entry.subject_type == "incident" and (entry.message_id or entry.kind in TEXTS):
        text.index([entry.subject_id])
