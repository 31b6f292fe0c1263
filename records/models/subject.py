"""What entries are about: any model whose changes are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class Subject(models.Model):
    """A row whose every change is an entry.

    ``subject_type`` is its short code in the record. ``RECORDED`` names the fields (attnames) whose values the
    entries carry, old and new: folding the entries gives them back. Texts that people wrote are left out of it:
    they live in messages, or in ``PERSONAL`` fields of the row, so that they can be erased.
    """

    subject_type: ClassVar[str] = ""
    RECORDED: ClassVar[tuple[str, ...]] = ()
    PERSONAL: ClassVar[tuple[str, ...]] = ()

    entry_number = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def snapshot(self) -> dict[str, Any]:
        """The recorded fields as they stand on this instance, JSON-ready."""
        return {name: _plain(getattr(self, name)) for name in self.RECORDED}

    @classmethod
    def recorded_field(cls, attname: str) -> models.Field[Any, Any]:
        """The model field behind a recorded attname."""
        return next(field for field in cls._meta.concrete_fields if field.attname == attname)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value


def subject_models() -> Iterator[type[Subject]]:
    """Every concrete model that is recorded."""
    waiting = list(Subject.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        if not model._meta.abstract:
            yield model


def subject_model(subject_type: str) -> type[Subject]:
    """The model behind a subject type; raises KeyError where there is none."""
    for model in subject_models():
        if model.subject_type == subject_type:
            return model
    raise KeyError(subject_type)
