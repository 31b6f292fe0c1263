from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.choices import Assigns
from people.models.organisation import Organisation
from records.models import Subject


class Team(Subject):
    """Owns work: by technology, product, territory or customer; in a tier or flat (SPEC J2)."""

    subject_type = "team"
    RECORDED = ("name", "tier", "organisation_id", "lead_id", "assigns", "is_active")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    tier = models.PositiveSmallIntegerField(
        _("Tier"), null=True, blank=True, choices=[(1, "L1"), (2, "L2"), (3, "L3")], help_text=_("Empty: a flat team.")
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="teams", verbose_name=_("Supplier")
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="leads",
        verbose_name=_("Lead"),
    )  # fmt: skip
    email = models.EmailField(_("E-mail"), blank=True)
    assigns = models.CharField(
        _("How work is given out"), max_length=5, choices=Assigns.choices, blank=True, default=Assigns.HAND,
        db_default=Assigns.HAND.value, help_text=_("To who is on shift and not absent."),
    )  # fmt: skip
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Team")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "person"], name="people_membership_once")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.person_id}"
