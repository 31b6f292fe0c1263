"""Tasks of surveys. Beat calls the sweep every half minute."""

from celery import shared_task
from django.utils import timezone

from surveys.sweep import sweep as _sweep


@shared_task(time_limit=120, soft_time_limit=90)
def sweep() -> int:
    """Send, remind, judge; ask again whether it works; remind of follow-ups."""
    return _sweep(timezone.now())
