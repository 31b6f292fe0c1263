"""The append-only record."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.db import models

from records.choices import ActorKind, Via, Visibility
from records.entries import Kind, kind_of
from records.models.subject import Subject, subject_model


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: Subject) -> EntryQuerySet:
        """The entries of one subject, oldest first."""
        return self.filter(subject_type=subject.subject_type, subject_id=subject.pk).order_by("number")

    def after(self, number: int) -> EntryQuerySet:
        """Those that came after the ``number``-th."""
        return self.filter(number__gt=number)

    def public(self) -> EntryQuerySet:
        """Those that everyone the subject concerns may read."""
        return self.filter(visibility=Visibility.PUBLIC)


class Entry(models.Model):
    """One thing that happened to one subject. Neither the application nor SQL can change or delete it (SPEC A9).

    There is no foreign key to the subject, so that inserts do not queue behind a lock on it.
    """

    id = models.BigAutoField(primary_key=True)
    subject_type = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=48)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8, choices=ActorKind.choices)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    on_behalf_of = models.BigIntegerField(null=True)
    via = models.CharField(max_length=12, choices=Via.choices)
    correlation = models.UUIDField()
    visibility = models.CharField(max_length=8, choices=Visibility.choices)
    data = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()
    _subject: Subject | None = None

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_type", "subject_id", "number"], name="records_entry_once"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.number} {self.kind}"

    @property
    def subject(self) -> Subject:
        """The subject as it is now; within the act, the very instance that is acted on."""
        if self._subject is None:
            self._subject = subject_model(self.subject_type)._base_manager.get(pk=self.subject_id)
        return self._subject

    @property
    def what(self) -> Kind:
        """The typed data of this entry; raises KeyError for a kind the code does not know."""
        return kind_of(self.kind).from_data(self.data)

    @property
    def changes(self) -> dict[str, list[Any]]:
        """Which recorded fields changed: name → [old, new]."""
        changed: dict[str, list[Any]] = self.data.get("changes", {})
        return changed

    @property
    def message_id(self) -> int | None:
        """What the person wrote with this act, if anything."""
        message: int | None = self.data.get("message")
        return message
