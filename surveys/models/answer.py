"""What somebody said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from records.choices import Via
from surveys.choices import Score
from surveys.models.invitation import Invitation
from surveys.models.question import Wording


class Answer(models.Model):
    """The one answer of an invitation, changeable until it expires.

    ``is_sure`` is false while only the page confirmed itself: a second link that says otherwise then takes it back.
    """

    id = models.BigAutoField(primary_key=True)
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="answer")
    score = models.PositiveSmallIntegerField(choices=Score.choices)
    comment = models.TextField(blank=True)
    at = models.DateTimeField()
    via = models.CharField(max_length=12, choices=Via.choices, default=Via.PORTAL, db_default=Via.PORTAL.value)
    is_sure = models.BooleanField(default=True, db_default=True)
    wording = models.ForeignKey(Wording, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="surveys_answer_within_five", condition=Q(score__range=(1, 5)))
        ]
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="surveys_comments", condition=~Q(comment=""))]

    def __str__(self) -> str:
        return str(self.score)


class Part(models.Model):
    """The score of one of the further questions, in the words it was asked in."""

    id = models.BigAutoField(primary_key=True)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="parts")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(choices=Score.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "wording"], name="surveys_part_once"),
            models.CheckConstraint(name="surveys_part_within_five", condition=Q(score__range=(1, 5))),
        ]

    def __str__(self) -> str:
        return str(self.score)
