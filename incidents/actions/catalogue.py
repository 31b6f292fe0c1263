"""What an administrator keeps of the catalogue: the form of an item, all at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from incidents.catalogue.checking import faults
from incidents.catalogue.entries import FormChanged
from incidents.catalogue.fields import FormField
from incidents.models import CatalogueItem, FormVersion
from people.actions.keep import unchanged_since
from people.rights import may
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed


def change_form(
    item: CatalogueItem, *, by: Actor, fields: Sequence[FormField], seen: int | None = None
) -> CatalogueItem:
    """Save a new version of the form; requests made so far keep theirs. Without a difference nothing is recorded.

    Raises NotAllowed, Changed, or Invalid by the place of a field.
    """
    if not may(by, "administer"):
        raise NotAllowed
    if wrong := faults(fields):
        raise Invalid({str(place): said for place, said in wrong.items()})
    with transaction.atomic():
        row = CatalogueItem.objects.select_for_update(no_key=True, of=("self",)).get(pk=item.pk)
        unchanged_since(row, seen)
        before = row.form()
        old, new = (before.fields if before else []), [each.to_json() for each in fields]
        if old == new:
            return row
        begin(row)
        row.version += 1
        FormVersion.objects.create(item=row, number=row.version, fields=new, made_at=by.at)
        record(
            row,
            _difference(row.version, {each["key"]: each for each in old}, {each["key"]: each for each in new}),
            by=by,
        )
    return row


def _difference(version: int, old: dict[str, object], new: dict[str, object]) -> FormChanged:
    return FormChanged(
        version=version,
        added=[key for key in new if key not in old],
        removed=[key for key in old if key not in new],
        changed=[key for key in new if key in old and new[key] != old[key]],
    )
