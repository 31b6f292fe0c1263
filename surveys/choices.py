"""What a score is called."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Score(models.IntegerChoices):
    """1 to 5, as people read it."""

    VERY_BAD = 1, _("Very bad")
    BAD = 2, _("Bad")
    ALL_RIGHT = 3, _("All right")
    GOOD = 4, _("Good")
    VERY_GOOD = 5, _("Very good")


SATISFIED = (Score.GOOD, Score.VERY_GOOD)
"""The scores of whoever is content: their share is the CSAT figure."""
