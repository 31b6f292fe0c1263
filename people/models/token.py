"""A key with which a program speaks for a person (SPEC H4)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models.user import User
from records.models import Subject

MARK = "tgp_"
"""What every secret begins with, so that scanners of repositories recognise one."""


class Scope(models.TextChoices):
    """What a token may be used for; more than its owner may, it never may."""

    READ = "read", _("Read")
    WRITE = "write", _("Act")


def known_scopes(scopes: Any) -> None:
    """Refuse anything but a list of scopes, each once."""
    if not isinstance(scopes, list) or not scopes or sorted(set(scopes) & set(Scope.values)) != sorted(scopes):
        raise ValidationError(gettext("Choose what it may do."))


class ApiToken(Subject):
    """One key. Only a digest of its secret is kept: nobody can read the secret again, ``prefix`` recognises it."""

    subject_type = "api_token"
    RECORDED = ("owner_id", "prefix", "scopes", "expires_at", "revoked_at")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens", verbose_name=_("Person")
    )
    name = models.CharField(_("Name"), max_length=60)
    prefix = models.CharField(_("Begins with"), max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("What it may do"), default=list, validators=[known_scopes])
    expires_at = models.DateTimeField(_("Ends"))
    last_used_on = models.DateField(_("Last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("Access token")
        indexes: ClassVar = [models.Index(fields=["owner", "-id"], name="people_tokens_of")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, owner: User) -> models.QuerySet[ApiToken]:
        """A person's tokens, the newest first."""
        return cls._default_manager.filter(owner=owner).order_by("-id")

    @classmethod
    def behind(cls, secret: str, at: datetime) -> ApiToken | None:
        """The token of this secret, if it is good at that moment and its owner's account is."""
        usable = Q(revoked_at=None, expires_at__gt=at, owner__is_active=True)
        return cls._default_manager.filter(usable, digest=digest_of(secret)).select_related("owner").first()

    @property
    def last_moment(self) -> datetime:
        """Just before it ends: on the day its owner chose."""
        return self.expires_at - timedelta(seconds=1)

    def used(self, on: date) -> None:
        """Remember that it is in use; at most one write a day."""
        if self.last_used_on != on:
            type(self)._default_manager.filter(pk=self.pk).update(last_used_on=on)

    def is_good(self, at: datetime) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and self.expires_at > at


def new_secret() -> str:
    """A secret nobody can guess."""
    return MARK + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It has 256 random bits, so a quick digest is enough."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
