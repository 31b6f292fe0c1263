"""Codes of incidents and service requests, with the words and looks they are shown with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """An unplanned interruption, or something agreed as normal delivery (ITIL 4)."""

    INCIDENT = "incident", _("Incident")
    REQUEST = "request", _("Service request")

    @property
    def prefix(self) -> str:
        """What its reference begins with."""
        return "REQ" if self is Kind.REQUEST else "INC"


class State(models.TextChoices):
    """States of the machine in ``lifecycle.py`` (SPEC A)."""

    DETECTED = "detected", _("Detected")
    REGISTERED = "registered", _("Registered")
    CLASSIFIED = "classified", _("Classified")
    IN_DIAGNOSIS = "in_diagnosis", _("In diagnosis")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


REQUEST_STATES = {
    State.CLASSIFIED: _("Accepted"),
    State.IN_DIAGNOSIS: _("In fulfilment"),
    State.RESOLVED: _("Fulfilled"),
}
"""A service request walks the same machine under its own names (SPEC A11)."""

STATE_LOOKS = {
    State.DETECTED: ("eye", "secondary"),
    State.REGISTERED: ("clipboard-check", "secondary"),
    State.CLASSIFIED: ("tags", "secondary"),
    State.IN_DIAGNOSIS: ("stethoscope", "primary"),
    State.RESOLVED: ("circle-check", "success"),
    State.CLOSED: ("lock", "secondary"),
    State.CANCELLED: ("ban", "secondary"),
}

OPEN_STATES = (State.DETECTED, State.REGISTERED, State.CLASSIFIED, State.IN_DIAGNOSIS)
"""Work for the desk is left."""

LIVE_STATES = (*OPEN_STATES, State.RESOLVED)
"""Not over yet: a resolved one still waits for its requester."""


class Priority(models.TextChoices):
    """P1 is the most pressing."""

    P1 = "P1", _("P1 Critical")
    P2 = "P2", _("P2 High")
    P3 = "P3", _("P3 Moderate")
    P4 = "P4", _("P4 Low")


class Source(models.TextChoices):
    """How it was detected (SPEC A1)."""

    PORTAL = "portal", _("Portal")
    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Phone")
    WALK_IN = "walk_in", _("Walk-in")
    CHAT = "chat", _("Chat")
    API = "api", _("API")
    MONITORING = "monitoring", _("Monitoring")
    SELF = "self", _("Noticed by the desk")


class Hindrance(models.TextChoices):
    """Whether whoever reports it can work meanwhile, as they say it."""

    NONE = "none", _("Yes")
    HARD = "hard", _("With difficulty")
    STOPPED = "stopped", _("No, work has stopped")


class AutoRepair(models.TextChoices):
    """Whether an automatic repair ran before anybody looked, and how it ended (SPEC A2)."""

    NONE = "none", _("No automatic repair ran")
    SUCCEEDED = "succeeded", _("Automatic repair succeeded")
    FAILED = "failed", _("Automatic repair failed")
    UNKNOWN = "unknown", _("Not known")


class HoldReason(models.TextChoices):
    """What an incident on hold waits for (SPEC A4)."""

    REQUESTER = "requester", _("the requester")
    SUPPLIER = "supplier", _("the supplier")
    CHANGE = "change", _("a change")
    PROBLEM = "problem", _("a problem investigation")
    EVIDENCE = "evidence", _("evidence")
    PARTS = "parts", _("parts")
    OTHER = "other", _("something else")


class Fix(models.TextChoices):
    PERMANENT = "permanent", _("Permanent fix")
    WORKAROUND = "workaround", _("Workaround")


class RecoveryCheck(models.TextChoices):
    """How it was made sure that the service is normal again, before *resolved* (SPEC A6)."""

    TESTED = "tested", _("I tested the service: it works normally")
    REQUESTER = "requester", _("The requester tested it with me")
    MONITOR = "monitor", _("Monitoring shows it normal")
    DELIVERED = "delivered", _("Delivered and checked")
    IMPORTED = "imported", _("As the source system says")


class ConfirmedHow(models.TextChoices):
    """How the requester's confirmation reached us; the record shows it (SPEC A7)."""

    PORTAL = "portal", _("in the portal")
    MAIL = "mail", _("by e-mail")
    SURVEY = "survey", _("in the survey")
    VOICE = "voice", _("by voice")
    MONITOR = "monitor", _("by the monitor's recovery")
    POLICY = "policy", _("without an answer, by policy")


class Learning(models.TextChoices):
    """What was learnt and where it is kept (closing check of SPEC A7)."""

    ARTICLE = "article", _("An article covers it")
    DRAFT = "draft", _("An article should be written")
    NOTHING_NEW = "nothing_new", _("Nothing new to learn")


class CancelReason(models.TextChoices):
    DUPLICATE = "duplicate", _("Duplicate of another")
    NOT_AN_INCIDENT = "not_an_incident", _("Not an incident")
    WITHDRAWN = "withdrawn", _("Withdrawn by the requester")
    REFUSED = "refused", _("Not approved")
    OTHER = "other", _("Another reason")


class Approval(models.TextChoices):
    """Where a service request stands with whoever must approve it (SPEC A11)."""

    NOT_NEEDED = "not_needed", _("No approval needed")
    ASKED = "asked", _("Waiting for approval")
    GIVEN = "given", _("Approved")
    REFUSED = "refused", _("Not approved")


class Activity(models.TextChoices):
    """One line of the investigation log (SPEC A4)."""

    HYPOTHESIS = "hypothesis", _("Hypothesis")
    ACTION = "action", _("Action taken")


class Outcome(models.TextChoices):
    OPEN = "open", _("open")
    CONFIRMED = "confirmed", _("confirmed")
    REFUTED = "refuted", _("refuted")
    HELPED = "helped", _("it helped")
    NO_EFFECT = "no_effect", _("no effect")


BOUNCES = 3
"""Hand-overs between teams from which on an incident is said to bounce (SPEC A5)."""
