"""Codes the record is written in. What a code is called is decided when it is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Via(models.TextChoices):
    """The channel an act came in by (SPEC A1, H5)."""

    PORTAL = "portal", _("portal")
    DESK = "desk", _("desk")
    MAIL = "mail", _("e-mail")
    PHONE = "phone", _("phone")
    WALK_IN = "walk_in", _("walk-in")
    API = "api", _("API")
    MONITORING = "monitoring", _("monitoring")
    IMPORT = "import", _("import")
    SYSTEM = "system", _("Tanggap")
    DEMO = "demo", _("demo story")


class ActorKind(models.TextChoices):
    PERSON = "person", _("person")
    MACHINE = "machine", _("machine")


class Visibility(models.TextChoices):
    """Who may read it: everyone the subject concerns, or staff only."""

    PUBLIC = "public", _("public")
    INTERNAL = "internal", _("internal")


class Role(models.TextChoices):
    """What a message is in the life of its subject."""

    DESCRIPTION = "description", _("Description")
    REPLY = "reply", _("Reply")
    NOTE = "note", _("Internal note")
    QUESTION = "question", _("Question")
    REASON = "reason", _("Reason")
    WORKAROUND = "workaround", _("Workaround")
    RESOLUTION = "resolution", _("Resolution")
    REJECTION = "rejection", _("What is still wrong")
    CONFIRMATION = "confirmation", _("Confirmation")
    FINDING = "finding", _("Finding")
    REVIEW = "review", _("Review")
    ANNOUNCEMENT = "announcement", _("What everybody reads")
    PREVIOUS = "previous", _("As it was before")
