"""Files that belong to a subject and, mostly, to one of its messages."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from records.choices import Visibility
from records.models.message import Message
from records.models.subject import Subject


def stored_as(attachment: Attachment, filename: str) -> str:
    """Where the file lies: a random name without its own, so that nothing can be guessed or run from it."""
    token = uuid4().hex
    return f"attachments/{token[:2]}/{token}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def about(self, subject: Subject) -> AttachmentQuerySet:
        """The files of one subject, oldest first."""
        return self.filter(subject_type=subject.subject_type, subject_id=subject.pk).order_by("id")


class Attachment(models.Model):
    """One file. ``name`` was made safe at the door, ``content_type`` is what the content is, not what was claimed."""

    id = models.BigAutoField(primary_key=True)
    subject_type = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="attachments")
    visibility = models.CharField(max_length=8, choices=Visibility.choices)
    file = models.FileField(upload_to=stored_as, max_length=120)
    name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="records_attachment_of")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """A picture that a browser may show in place; everything else is only ever downloaded."""
        return self.content_type in {"image/png", "image/jpeg", "image/gif", "image/webp"}
