"""What was agreed: targets by priority, what pauses them, and what happens on the way."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.choices import Approval, HoldReason, Priority
from incidents.models import Incident
from people.models import Organisation, Team, User
from records.models import Subject
from services.models import Service
from sla.choices import APPROVAL, AgreementKind, Measure, StepAction, Whom
from sla.durations import Target
from sla.models.calendar import Calendar

PAUSES = f"{HoldReason.REQUESTER} {HoldReason.SUPPLIER} {HoldReason.CHANGE}"


class Agreement(Subject):
    """SLA with customers, OLA of a team, contract of a supplier; the most specific one in force wins (SPEC B1)."""

    subject_type = "agreement"
    RECORDED = (
        "name", "kind", "service_id", "organisation_id", "team_id", "supplier_id", "valid_from", "valid_until",
        "pauses_resolution", "pauses_update", "pauses_approval", "until_classified", "is_active",
    )  # fmt: skip

    name = models.CharField(_("Name"), max_length=120, unique=True)
    kind = models.CharField(_("Kind"), max_length=3, choices=AgreementKind.choices, default=AgreementKind.SLA)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("Service"),
        help_text=_("Empty: every service."),
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements",
        verbose_name=_("Organisation"), help_text=_("Empty: every organisation."),
    )  # fmt: skip
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("Team"),
        help_text=_("Whose agreement an OLA is."),
    )  # fmt: skip
    supplier = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts",
        verbose_name=_("Supplier"), help_text=_("Whose contract it is."),
    )  # fmt: skip
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    pauses_resolution = models.CharField(
        _("Resolution pauses while waiting for"), max_length=80, default=PAUSES, blank=True
    )
    pauses_update = models.CharField(_("Updates pause while waiting for"), max_length=80, default=PAUSES, blank=True)
    pauses_approval = models.BooleanField(
        _("Everything pauses while a request waits for approval"), default=True, db_default=True
    )
    until_classified = models.CharField(
        _("Until it is classified, it counts as"), max_length=2, choices=Priority.choices, default=Priority.P3
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Agreement")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return gettext(self.name)

    def clean(self) -> None:
        """Dates in order; an OLA names its team, a contract its supplier."""
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": gettext("This ends before it begins. Choose a later date.")})
        if self.kind == AgreementKind.OLA and not self.team:
            raise ValidationError({"team": gettext("Choose the team whose agreement this is.")})
        if self.kind == AgreementKind.UC and not self.supplier:
            raise ValidationError({"supplier": gettext("Choose the supplier whose contract this is.")})

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on that date."""
        begun = self.valid_from is None or self.valid_from <= on
        return self.is_active and begun and (self.valid_until is None or on <= self.valid_until)

    def pause(self, measure: str, incident: Incident) -> str:
        """What stops a clock of this measure now; empty where it runs. While others decide, nobody can begin (A11)."""
        if self.pauses_approval and incident.approval == Approval.ASKED:
            return APPROVAL
        return incident.hold_reason if incident.hold_reason in self.pauses(measure) else ""

    def pauses(self, measure: str) -> list[str]:
        """The hold reasons that stop a clock of this measure; the first response never pauses."""
        told = {Measure.RESOLUTION: self.pauses_resolution, Measure.UPDATE: self.pauses_update}
        return told.get(Measure(measure), "").split()


class AgreedTarget(models.Model):
    """How much time one measure has at one priority, on which calendar."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="targets")
    priority = models.CharField(max_length=2, choices=Priority.choices)
    measure = models.CharField(max_length=10, choices=Measure.choices)
    minutes = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="targets")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "priority", "measure"], name="sla_target_once"),
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0, days=0) | models.Q(minutes=0, days__gt=0),
                name="sla_target_over_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.priority} {self.measure} {self.target}"

    @property
    def target(self) -> Target:
        """How much time it is."""
        return Target(minutes=self.minutes, days=self.days)


class EscalationStep(models.Model):
    """What happens once a share of a target has passed (SPEC B4). ``team`` takes it over where that is the action."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="steps")
    measure = models.CharField(max_length=10, choices=Measure.choices)
    action = models.CharField(
        max_length=10, choices=StepAction.choices, default=StepAction.TELL, db_default=StepAction.TELL
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(1000)])
    whom = models.CharField(max_length=20, choices=Whom.choices, blank=True)
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["percent", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(percent__gte=1, percent__lte=1000), name="sla_step_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.percent} %"
