"""Clocks of incidents, what they ran and paused, and where an incident stands by them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.choices import Priority
from incidents.models import Incident
from people.models import Organisation, Team, User
from people.rights import scopes_of
from services.models import Service
from sla.choices import GOING, AgreementKind, Measure, Status
from sla.durations import Target
from sla.models.agreement import Agreement
from sla.models.calendar import Calendar


class ClockQuerySet(models.QuerySet["Clock"]):
    def going(self) -> ClockQuerySet:
        """Those that are not over: running or paused."""
        return self.filter(status__in=GOING)

    def to_check(self, now: datetime) -> ClockQuerySet:
        """Those at which something is due by now, the longest overdue first."""
        return self.filter(next_check_at__lte=now).order_by("next_check_at")


class Clock(models.Model):
    """One promise about one incident. It keeps the terms it runs under; other terms are an entry and a recomputation.

    ``team``, ``service`` and ``organisation`` are the incident's while it runs: figures are counted from clocks alone.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="clocks")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="clocks")
    kind = models.CharField(max_length=3, choices=AgreementKind.choices)
    measure = models.CharField(_("Measure"), max_length=10, choices=Measure.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="clocks")
    priority = models.CharField(max_length=2, choices=Priority.choices)
    minutes = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="clocks")
    status = models.CharField(_("Status"), max_length=9, choices=Status.choices, default=Status.RUNNING)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    left = models.DurationField(null=True)
    breached_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    next_check_at = models.DateTimeField(null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("Clock")
        indexes: ClassVar = [
            models.Index(fields=["next_check_at"], name="sla_clock_to_check", condition=Q(next_check_at__isnull=False)),
            models.Index(fields=["incident", "id"], name="sla_clock_of_incident"),
            models.Index(fields=["due_at"], name="sla_clock_running", condition=Q(status=Status.RUNNING)),
            models.Index(
                fields=["breached_at"],
                name="sla_clock_ran_out",
                condition=Q(status__in=GOING, breached_at__isnull=False),
            ),
            models.Index(fields=["ended_at"], name="sla_clock_ended", condition=Q(ended_at__isnull=False)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident", "kind", "measure"], name="sla_one_clock_going", condition=Q(status__in=GOING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind} {self.measure} {self.status}"

    @classmethod
    def visible_to(cls, user: User) -> ClockQuerySet:
        """The clocks of the incidents that this person may see, and no others (J1, J5).

        For whoever sees all, the few that are kept from them are asked for first and left out: a million incidents
        need not be looked at, and PostgreSQL counts in parallel.
        """
        if "any" in scopes_of(user, "view"):
            return cls.objects.exclude(incident__in=Incident.kept_from(user))
        return cls.objects.filter(incident__in=Incident.visible_to(user))

    @property
    def target(self) -> Target:
        """How much time it has."""
        return Target(minutes=self.minutes, days=self.days)

    @property
    def amount(self) -> timedelta:
        """The target as open time of its calendar."""
        return self.target.amount(self.calendar.working_day())

    @property
    def is_breached(self) -> bool:
        return self.breached_at is not None


class Segment(models.Model):
    """A stretch in which a clock ran, or paused for a reason. The stretches of a clock follow each other without a gap."""

    id = models.BigAutoField(primary_key=True)
    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="segments")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    pause = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["clock", "id"], name="sla_segment_of_clock")]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.began_at} {self.pause or 'ran'}"


NEVER = datetime(9000, 1, 1, tzinfo=UTC)
"""Due where nothing is: it sorts last, and a keyset can hold it."""


class Standing(models.Model):
    """Where an incident stands by its service levels: kept with its clocks, so that lists show and sort by it (B6).

    Every incident has one from its first moment on. ``due_at`` is what breaches next, ``measure`` which promise that is; without one it is ``NEVER``, so that it sorts
    last. ``left`` is what a paused clock has.
    """

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    due_at = models.DateTimeField()
    measure = models.CharField(max_length=10, choices=Measure.choices, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, blank=True)
    left = models.DurationField(null=True)
    started_at = models.DateTimeField(null=True)
    is_breached = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at", "-incident"], name="sla_standing_order")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.due_at}"

    @classmethod
    def of(cls, incident: Incident) -> Standing | None:
        """Where this incident stands; None where nothing was ever promised about it."""
        return cls.objects.filter(pk=incident.pk).first()
