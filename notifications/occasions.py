"""What a person can be told of, and what they decide about each (SPEC H5). The code is also the mail's template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """Whom an occasion concerns."""

    CONCERNED = "concerned", _("What I reported")
    APPROVER = "approver", _("What I am asked to approve")
    DESK = "desk", _("My work on the desk")


class MailMode(models.TextChoices):
    """How a mail of an occasion reaches a person."""

    NOW = "now", _("At once")
    DIGEST = "digest", _("Once a day")
    NEVER = "never", _("Never")


@dataclass(frozen=True)
class Occasion:
    """``is_needed``: the desk cannot go on without the person, so mail cannot be switched off.

    ``is_urgent``: a daily mail would come too late, and quiet hours do not hold it back.
    """

    code: str
    label: Any
    group: str
    is_needed: bool = False
    is_urgent: bool = False

    @property
    def modes(self) -> list[str]:
        """What can be chosen for its mail."""
        left_out = {MailMode.DIGEST: self.is_urgent, MailMode.NEVER: self.is_needed}
        return [mode for mode in MailMode.values if not left_out.get(MailMode(mode))]


OCCASIONS = {
    each.code: each
    for each in (
        Occasion("received", _("My report was received"), Group.CONCERNED),
        Occasion("registered", _("My report has a number"), Group.CONCERNED),
        Occasion("question", _("The desk asks me something"), Group.CONCERNED, is_needed=True),
        Occasion("answer_awaited", _("The desk still waits for my answer"), Group.CONCERNED),
        Occasion("reply", _("The desk wrote to me"), Group.CONCERNED),
        Occasion("workaround", _("There is a way to go on working"), Group.CONCERNED),
        Occasion("on_hold", _("It is on hold"), Group.CONCERNED),
        Occasion("resolved", _("It is solved, and I am asked whether it works"), Group.CONCERNED, is_needed=True),
        Occasion("confirmation_awaited", _("I am asked again whether it works"), Group.CONCERNED),
        Occasion("reopened", _("The desk goes on with it"), Group.CONCERNED),
        Occasion("closed", _("It is finished"), Group.CONCERNED),
        Occasion("cancelled", _("It was cancelled"), Group.CONCERNED),
        Occasion("announced", _("There is news about a fault I have too"), Group.CONCERNED),
        Occasion("fault_over", _("A fault I have too is solved"), Group.CONCERNED),
        Occasion("survey", _("I am asked how it went"), Group.CONCERNED),
        Occasion("survey_reminder", _("I am asked again how it went"), Group.CONCERNED),
        Occasion("approved", _("My request was approved"), Group.CONCERNED),
        Occasion("approval_asked", _("I am asked to approve something"), Group.APPROVER, is_needed=True),
        Occasion("approval_awaited", _("My approval is still awaited"), Group.APPROVER, is_needed=True),
        Occasion("approval_stuck", _("Nobody approves a request"), Group.DESK, is_needed=True),
        Occasion("handed_to_you", _("Something was handed to me"), Group.DESK),
        Occasion("answered", _("The requester answered"), Group.DESK),
        Occasion("mentioned", _("Somebody calls me by name"), Group.DESK),
        Occasion("paired", _("I am asked to work on something too"), Group.DESK),
        Occasion("bouncing", _("Something bounces between teams"), Group.DESK),
        Occasion("unowned", _("Nobody owns something"), Group.DESK),
        Occasion("watched", _("Something I watch goes on"), Group.DESK),
        Occasion("rejected", _("The requester says it is not solved"), Group.DESK),
        Occasion("low_rating", _("Something I resolved was rated low"), Group.DESK),
        Occasion("follow_up", _("I am asked to follow up a low rating"), Group.DESK),
        Occasion("follow_up_overdue", _("A follow-up of mine is overdue"), Group.DESK),
        Occasion("check_awaited", _("Somebody else must be asked again"), Group.DESK),
        Occasion("stalled", _("Something I took up does not move"), Group.DESK),
        Occasion("hold_ended", _("A hold ended by itself"), Group.DESK),
        Occasion("article_to_review", _("An article waits for my review"), Group.DESK),
        Occasion("article_answered", _("An article of mine was answered, sent back or published"), Group.DESK),
        Occasion("article_unhelpful", _("An article of mine did not help somebody"), Group.DESK),
        Occasion("article_due", _("An article of mine is to be looked at again"), Group.DESK),
        Occasion("time_runs_out", _("Time is running out"), Group.DESK, is_urgent=True),
    )
}
