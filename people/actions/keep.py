"""The door to everything an administrator keeps: people, teams, services, categories, the matrix.

``add`` and ``change`` take the right *enrol* or *administer*, check the data, save, and record which fields changed;
never the values of personal ones. Nothing is deleted: what is out of use is switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from people.entries import Added, Changed
from people.rights import may
from records.actors import Actor
from records.models import Subject
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed

S = TypeVar("S", bound=Subject)
Related = Mapping[str, Iterable[models.Model]]


def add(row: S, *, by: Actor, related: Related | None = None) -> S:
    """Take a new row in. Raises NotAllowed, or Invalid at the fields."""
    if not may(by, "enrol"):
        raise NotAllowed
    with transaction.atomic():
        check(row)
        record(row, Added(), by=by)
        for name, rows in (related or {}).items():
            getattr(row, name).set(rows)
    return row


def change(row: S, *, by: Actor, fields: Mapping[str, Any], related: Related | None = None) -> S:
    """Change a row; without a difference nothing is recorded. Raises NotAllowed, or Invalid at the fields."""
    if not may(by, "administer"):
        raise NotAllowed
    with transaction.atomic():
        fresh = type(row)._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
        begin(fresh)
        changed = [name for name, value in fields.items() if getattr(fresh, name) != value]
        for name in changed:
            setattr(fresh, name, fields[name])
        check(fresh)
        moved = [name for name, rows in (related or {}).items() if _set(fresh, name, rows)]
        if changed or moved:
            columns = [name for name in changed if not _is_recorded(fresh, name)]
            record(fresh, Changed(fields=sorted([*changed, *moved])), by=by, also=columns)
    return fresh


def check(row: Subject) -> None:
    """Raise Invalid, by field, where the row's data are not possible."""
    try:
        row.full_clean(exclude=["password"])
    except ValidationError as error:
        said = {("__all__" if name == NON_FIELD_ERRORS else name): lines for name, lines in error.message_dict.items()}
        raise Invalid(said) from None


def _set(row: Subject, name: str, rows: Iterable[models.Model]) -> bool:
    manager, wanted = getattr(row, name), {each.pk for each in rows}
    if wanted == set(manager.values_list("pk", flat=True)):
        return False
    manager.set(wanted)
    return True


def _is_recorded(row: Subject, name: str) -> bool:
    return row._meta.get_field(name).attname in row.RECORDED  # type: ignore[union-attr]
