"""The one way a subject is saved: with the entry that says what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from records import reactions
from records.actors import Actor
from records.choices import Visibility
from records.entries import Kind
from records.models import Entry, Message, Subject
from records.refusals import OutsideAction


def begin(subject: Subject) -> None:
    """Remember the subject as it is before the act, so that the entry can say what the act changed."""
    subject.__dict__["_before"] = subject.snapshot()


def record(subject: Subject, what: Kind, *, by: Actor, also: Sequence[str] = ()) -> Entry:
    """Save what changed on ``subject``, append the entry that says so, and run the reactions.

    Recorded fields that differ from ``begin`` are saved by themselves; ``also`` names further columns to save (texts
    that people wrote). Must run inside a transaction, else OutsideAction. Any error in a reaction stops the act.
    """
    if not connection.in_atomic_block:
        raise OutsideAction(f"{what.code} recorded outside a transaction")
    changes = _changes(subject)
    subject.entry_number += 1
    subject.changed_at = by.at
    _save(subject, [*changes, *also, "entry_number", "changed_at"])
    entry = Entry(
        subject_type=subject.subject_type,
        subject_id=subject.pk,
        number=subject.entry_number,
        kind=what.code,
        at=by.at,
        recorded_at=timezone.now(),
        actor_kind=by.kind,
        actor_id=by.person_id,
        actor_name=by.name[:160],
        on_behalf_of=by.on_behalf_of,
        via=by.via,
        correlation=by.correlation,
        visibility=_visibility(what),
        data={**what.data(), **({"changes": changes} if changes else {})},
    )
    entry.save(force_insert=True)
    entry._subject = subject
    begin(subject)
    reactions.run(entry)
    return entry


def write_message(subject: Subject, role: str, body: str, *, by: Actor, visibility: str) -> Message:
    """Keep what a person wrote beside the entry that will point to it."""
    return Message.objects.create(
        subject_type=subject.subject_type,
        subject_id=subject.pk,
        role=role,
        visibility=visibility,
        body=body.strip(),
        author_id=by.person_id,
        author_name=by.name[:160],
        created_at=by.at,
    )


def fold(entries: Iterable[Entry]) -> dict[str, Any]:
    """The recorded fields that have a value, as the entries tell them.

    Law: equals the subject's own ``snapshot`` without its empty values (SPEC A9). Raises ValueError where an entry's
    old value is not what the entries before it said.
    """
    state: dict[str, Any] = {}
    for entry in entries:
        for name, (old, new) in entry.changes.items():
            if state.get(name) != old:
                raise ValueError(f"{entry}: {name} was {state.get(name)!r}, the entry says {old!r}")
            state[name] = new
    return {name: value for name, value in state.items() if value is not None}


def _visibility(what: Kind) -> str:
    chosen = getattr(what, "seen_by", None)
    return chosen if chosen in Visibility.values else what.visibility


def _changes(subject: Subject) -> dict[str, list[Any]]:
    before: dict[str, Any] = subject.__dict__.get("_before", {})
    after = subject.snapshot()
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def _save(subject: Subject, names: list[str]) -> None:
    if subject._state.adding:
        subject.save(force_insert=True)
        return
    columns = {subject.recorded_field(name).name if name in subject.RECORDED else name for name in names}
    subject.save(update_fields=sorted(columns))
