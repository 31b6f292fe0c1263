"""The account of a person; e-mail is the name they sign in with."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.role import Role
from people.models.team import Membership, Team
from records.models import Subject


class Language(models.TextChoices):
    INDONESIAN = "id", "Bahasa Indonesia"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def known_time_zone(name: str) -> None:
    """Refuse a time zone that does not exist."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(gettext("There is no time zone called %(name)s."), params={"name": name}) from None


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account; without a password nobody can sign in with it."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=(username or "").strip())


class User(AbstractBaseUser, Subject):
    """A person: requester, agent, specialist, … as their roles say."""

    subject_type = "person"
    RECORDED = ("organisation_id", "manager_id", "language", "time_zone", "is_active")
    PERSONAL = ("email", "name", "phone", "job_title", "location")

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    job_title = models.CharField(_("Job title"), max_length=120, blank=True)
    location = models.CharField(_("Location"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=Language.choices, default=Language.INDONESIAN)
    time_zone = models.CharField(_("Time zone"), max_length=40, default="Asia/Jakarta", validators=[known_time_zone])
    theme = models.CharField(_("Appearance"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people",
        verbose_name=_("Organisation"),
    )  # fmt: skip
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports", verbose_name=_("Manager")
    )
    roles = models.ManyToManyField(Role, blank=True, related_name="people", verbose_name=_("Roles"))
    teams = models.ManyToManyField(
        Team, through=Membership, blank=True, related_name="members", verbose_name=_("Teams")
    )
    is_active = models.BooleanField(_("Active"), default=True)
    is_machine = models.BooleanField(_("Is a machine"), default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("Person")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="people_email_once",
                violation_error_message=_("This e-mail has an account already."),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="people_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def first_name_word(self) -> str:
        """How they are addressed in a greeting."""
        return self.name.split(" ", 1)[0]

    def get_short_name(self) -> str:
        return self.first_name_word

    @cached_property
    def team_ids(self) -> frozenset[int]:
        """The teams they belong to; asked once per instance."""
        return frozenset(self.memberships.values_list("team_id", flat=True))

    @cached_property
    def right_scopes(self) -> dict[str, frozenset[str]]:
        """activity → scopes over all their roles; asked once per instance."""
        found: dict[str, set[str]] = {}
        for activity, scope in self.roles.values_list("rights__activity", "rights__scope"):
            if activity:
                found.setdefault(activity, set()).add(scope)
        return {activity: frozenset(scopes) for activity, scopes in found.items()}
