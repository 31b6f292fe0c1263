"""The door to everything an administrator keeps: people, teams, services, categories, the matrix.

``add`` and ``change`` take the right *enrol* or *administer*, check the data, save, and record which fields changed;
never the values of personal ones. Nothing is deleted: what is out of use is switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from people.entries import Added, Changed, Relations
from people.rights import may
from records import refusals
from records.actors import Actor
from records.models import Entry, Subject
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed

S = TypeVar("S", bound=Subject)
Related = Mapping[str, Iterable[Subject]]


def add(row: S, *, by: Actor, related: Related | None = None) -> S:
    """Take a new row in. Raises NotAllowed, or Invalid at the fields."""
    if not may(by, "enrol"):
        raise NotAllowed
    given = {name: list(rows) for name, rows in (related or {}).items()}
    with transaction.atomic():
        check(row)
        told = {name: _moved(rows, added=[each.pk for each in rows]) for name, rows in given.items() if rows}
        record(row, Added(relations=told or None), by=by)
        for name, rows in given.items():
            getattr(row, name).set(rows)
    return row


def change(
    row: S, *, by: Actor, fields: Mapping[str, Any], related: Related | None = None, seen: int | None = None
) -> S:
    """Change a row; without a difference nothing is recorded.

    ``seen`` is the number of the last entry the person saw. Raises NotAllowed, Invalid at the fields, or Changed with
    what others did since.
    """
    if not may(by, "administer"):
        raise NotAllowed
    with transaction.atomic():
        fresh = type(row)._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
        unchanged_since(fresh, seen)
        begin(fresh)
        changed = [name for name, value in fields.items() if getattr(fresh, name) != value]
        for name in changed:
            setattr(fresh, name, fields[name])
        check(fresh)
        moved = _move(fresh, related or {})
        if changed or moved:
            columns = [name for name in changed if not _is_recorded(fresh, name)]
            names = sorted([*changed, *moved])
            record(fresh, Changed(fields=names, of=fresh.subject_type, relations=moved or None), by=by, also=columns)
    return fresh


def check(row: Subject) -> None:
    """Raise Invalid, by field, where the row's data are not possible."""
    try:
        row.full_clean(exclude=["password"])
    except ValidationError as error:
        said = {("__all__" if name == NON_FIELD_ERRORS else name): lines for name, lines in error.message_dict.items()}
        raise Invalid(said) from None


def unchanged_since(row: Subject, seen: int | None) -> None:
    """Raise Changed where others acted on this locked row after the entry of that number."""
    if seen is not None and row.entry_number > seen:
        raise refusals.Changed(list(Entry.objects.about(row).after(seen)))


def _move(row: Subject, related: Related) -> Relations:
    """Set each relation to these rows; what moved."""
    moved: Relations = {}
    for name, rows in related.items():
        manager, given = getattr(row, name), list(rows)
        wanted, held = {each.pk for each in given}, set(manager.values_list("pk", flat=True))
        if wanted != held:
            manager.set(wanted)
            moved[name] = {
                "of": manager.model.subject_type,
                "added": sorted(wanted - held),
                "removed": sorted(held - wanted),
            }
    return moved


def _moved(rows: list[Subject], *, added: list[Any]) -> dict[str, Any]:
    return {"of": rows[0].subject_type, "added": sorted(added), "removed": []}


def _is_recorded(row: models.Model, name: str) -> bool:
    return row._meta.get_field(name).attname in type(row).RECORDED  # type: ignore[union-attr, attr-defined]
