"""What people wrote. It lies beside the record, so that it can be erased while the record stands (UU PDP)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from records.choices import Role, Visibility
from records.models.subject import Subject


class MessageQuerySet(models.QuerySet["Message"]):
    def about(self, subject: Subject) -> MessageQuerySet:
        """The messages of one subject, oldest first."""
        return self.filter(subject_type=subject.subject_type, subject_id=subject.pk).order_by("id")


class Message(models.Model):
    """One text by one person, Markdown. An erased one keeps its place, its time and nothing else."""

    id = models.BigAutoField(primary_key=True)
    subject_type = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    role = models.CharField(max_length=12, choices=Role.choices)
    visibility = models.CharField(max_length=8, choices=Visibility.choices)
    body = models.TextField(blank=True)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="records_message_of")]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @property
    def is_internal(self) -> bool:
        return self.visibility == Visibility.INTERNAL

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None
