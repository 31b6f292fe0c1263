"""Codes of service levels, with the words they are shown with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.choices import HoldReason


class AgreementKind(models.TextChoices):
    """With whom it was agreed (ITIL 4; SPEC B1)."""

    SLA = "sla", _("SLA (with customers)")
    OLA = "ola", _("OLA (of a team)")
    UC = "uc", _("Contract (of a supplier)")


class Measure(models.TextChoices):
    """What a target is about (SPEC B1)."""

    RESPONSE = "response", _("First response")
    RESOLUTION = "resolution", _("Resolution")
    UPDATE = "update", _("Next update")


class Status(models.TextChoices):
    """Where a clock stands. That it was breached is said beside it: a breached clock still runs until it is met."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


GOING = (Status.RUNNING, Status.PAUSED)
"""Not over yet."""


STALLED = "stalled"
"""The rule of what waits for nobody and yet does not move."""
AWAITED = [*HoldReason.choices, (STALLED, _("nobody: it was taken up and does not move"))]
"""What a hold rule can be about (SPEC A12)."""


class StepAction(models.TextChoices):
    """What an escalation step does besides telling (SPEC B4)."""

    TELL = "tell", _("Tell")
    CALL = "call", _("Call the level above")
    RAISE = "raise", _("Raise the priority, and tell")
    HAND_OVER = "hand_over", _("Hand over to a team, and tell")


class Whom(models.TextChoices):
    """Who is told at an escalation step (SPEC A5, B4)."""

    ASSIGNEE = "assignee", _("Assignee")
    TEAM = "team", _("Everyone in the team")
    LEAD = "lead", _("Team lead")
    INCIDENT_MANAGER = "incident_manager", _("Incident managers")
    SERVICE_OWNER = "service_owner", _("Service owner")


APPROVAL = "approval"
"""Why the clocks of a request stand before anybody may begin."""
