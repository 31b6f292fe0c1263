"""Where mails go while there is no mail server: readable by the person they are for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class DemoMail(models.Model):
    """A mail that was not sent over SMTP. The same Message-ID is kept once."""

    id = models.BigAutoField(primary_key=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="demo_mails")
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recipient", "-id"], name="notifications_mailbox")]

    def __str__(self) -> str:
        return self.subject
