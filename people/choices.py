"""Codes of people and teams with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Assigns(models.TextChoices):
    """How a team's incidents find their person (SPEC C4)."""

    HAND = "", _("By hand")
    TURN = "turn", _("Everybody in turn")
    LOAD = "load", _("Who has the least open")
    SKILL = "skill", _("Who is good at it, then who has the least open")
