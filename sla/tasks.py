"""Tasks of service levels. Beat calls the sweep every five seconds."""

from celery import shared_task
from django.utils import timezone

from sla import holidays, recomputation, stalling, waiting
from sla.sweep import sweep as _sweep


@shared_task(time_limit=120, soft_time_limit=90)
def sweep() -> int:
    """Do what is due at clocks and at holds, and at what does not move."""
    now = timezone.now()
    return _sweep(now) + waiting.sweep(now) + stalling.sweep(now)


@shared_task(time_limit=120, soft_time_limit=90)
def reckon() -> int:
    """Go on with what is to be reckoned anew."""
    return recomputation.work(timezone.now(), limit=5000)


@shared_task(time_limit=120, soft_time_limit=90)
def refresh_holidays() -> int:
    """Take in the holidays of this year and the next two, as far as they are known by now."""
    return holidays.refresh_all(timezone.localdate().year)
