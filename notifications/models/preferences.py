"""What a person decided about being told: mail now, once a day or never; the bell; quiet hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.occasions import OCCASIONS, MailMode

SOONEST = timedelta(minutes=2)
"""A daily mail that is due sooner is being sent: what happens now waits for the next."""


class Preferences(models.Model):
    """``mail`` maps occasions to modes, ``silent`` lists those without a bell; what is not named is as it comes.

    Quiet hours and the hour of the daily mail are in the person's own time zone.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="told_how"
    )
    mail = models.JSONField(default=dict, blank=True)
    silent = models.JSONField(default=list, blank=True)
    quiet_from = models.TimeField(_("No mail from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)
    digest_at = models.TimeField(_("Daily mail at"), default=time(7, 30))

    def __str__(self) -> str:
        return str(self.person_id)

    def mode(self, occasion: str) -> str:
        """How mail of this occasion goes; a choice that is no longer offered counts as none."""
        known = OCCASIONS.get(occasion)
        chosen: Any = self.mail.get(occasion, MailMode.NOW)
        return chosen if known is None or chosen in known.modes else MailMode.NOW

    def rings(self, occasion: str) -> bool:
        """Whether the bell shows it."""
        return occasion not in self.silent

    def mail_from(self, occasion: str, now: datetime, zone: str) -> datetime:
        """When a mail may go out: ``now``, or the end of the quiet hours it falls into."""
        known = OCCASIONS.get(occasion)
        if self.quiet_from is None or self.quiet_until is None or (known is not None and known.is_urgent):
            return now
        local = now.astimezone(ZoneInfo(zone))
        return _next(local, self.quiet_until) if _within(local.time(), self.quiet_from, self.quiet_until) else now

    def digest_after(self, now: datetime, zone: str) -> datetime:
        """When the daily mail goes out that still takes up what happens ``now``."""
        return _next((now + SOONEST).astimezone(ZoneInfo(zone)), self.digest_at)


def _within(moment: time, start: time, end: time) -> bool:
    """Whether ``moment`` lies in the hours from ``start`` until ``end``, which may pass midnight."""
    return start <= moment < end if start <= end else moment >= start or moment < end


def _next(local: datetime, at: time) -> datetime:
    """The next time the clock shows ``at``, after ``local`` or at it."""
    today = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0)
    return today if today >= local else today + timedelta(days=1)
