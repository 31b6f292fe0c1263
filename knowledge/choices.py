"""Codes of articles, with the words and looks they are shown with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """States of the machine in ``lifecycle.py``: that of the newest version. What readers see is another thing."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


STATE_LOOKS = {
    State.DRAFT: ("pencil", "wait"),
    State.IN_REVIEW: ("eye", "accent"),
    State.PUBLISHED: ("circle-check", "good"),
    State.RETIRED: ("archive", ""),
}
"""Icon and tone of a chip."""


class Kind(models.TextChoices):
    """What an article is for."""

    HOW_TO = "how_to", _("How-to")
    KNOWN_ERROR = "known_error", _("Known error")
    FAQ = "faq", _("Questions and answers")
    OTHER = "other", _("Other")


class Readers(models.TextChoices):
    """Who may read it once it is published (SPEC F1)."""

    PUBLIC = "public", _("Everybody")
    STAFF = "staff", _("Staff")
    TEAMS = "teams", _("Some teams")
