"""The link with which somebody decides from a mail: made anew for each mail, kept nowhere but as a digest."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from incidents.models.approval import ApprovalStep

LONGEST = 64


def token_of(step: ApprovalStep) -> str:
    """The signed token of this step for this approver, as of when they were asked; nobody without our key can make it."""
    asked = step.asked_at.astimezone(UTC).isoformat() if step.asked_at else ""
    said = f"{step.pk}:{step.approver_id}:{asked}"
    made = salted_hmac("incidents.approval", said, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def url_of(step: ApprovalStep) -> str:
    """The whole link."""
    return f"{settings.SITE_URL}{reverse('approvals:link', args=[token_of(step)])}"


def by_token(token: str) -> ApprovalStep | None:
    """The step that a token was made for, if it is one of ours."""
    if len(token) > LONGEST:
        return None
    found = ApprovalStep.objects.filter(digest=digest_of(token))
    return found.select_related("incident__requester", "incident__service", "approver", "decided_by", "note").first()


def for_mail(step_id: int | None, person_id: int) -> str:
    """The link for a mail to this person about that step; empty where it is not theirs to decide any more."""
    step = ApprovalStep.objects.filter(pk=step_id or 0, approver_id=person_id, digest__isnull=False).first()
    return url_of(step) if step else ""
