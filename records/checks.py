"""The record fails loudly, at start-up (ids records.E001 …)."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage

from records.entries import Kind, all_kinds
from records.models.subject import subject_models


@checks.register(checks.Tags.models)
def every_subject_has_its_type(**kwargs: Any) -> Sequence[CheckMessage]:
    """Each recorded model has a type of its own, and its recorded and personal fields exist and lie apart."""
    found: list[CheckMessage] = []
    seen: dict[str, str] = {}
    for model in subject_models():
        columns = {field.attname for field in model._meta.concrete_fields}
        if not model.subject_type or model.subject_type in seen:
            found.append(
                checks.Error("A recorded model needs a subject_type of its own.", obj=model, id="records.E001")
            )
        seen[model.subject_type] = model.__name__
        if missing := {*model.RECORDED, *model.PERSONAL} - columns:
            found.append(checks.Error(f"No such fields: {sorted(missing)}.", obj=model, id="records.E002"))
        if both := set(model.RECORDED) & set(model.PERSONAL):
            hint = "What can be erased must not stand in an entry."
            found.append(
                checks.Error(f"Recorded and personal: {sorted(both)}.", hint=hint, obj=model, id="records.E003")
            )
    return found


@checks.register(checks.Tags.models)
def every_kind_is_worded(**kwargs: Any) -> Sequence[CheckMessage]:
    """Each kind of entry says how it reads."""
    return [
        checks.Error(f"Kind {kind.code} has no wording().", obj=kind, id="records.E004")
        for kind in all_kinds()
        if kind.wording is Kind.wording
    ]
