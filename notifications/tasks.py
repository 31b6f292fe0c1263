"""Tasks: the sweeps of the outbox. Beat calls them every ten seconds, an act wakes them at once."""

from celery import shared_task
from django.utils import timezone

from notifications import bell, outbox


@shared_task(time_limit=300, soft_time_limit=240)
def deliver() -> int:
    """Send the mails that are due."""
    return outbox.deliver("mail")


@shared_task(time_limit=300, soft_time_limit=240)
def follow() -> int:
    """Do what follows from acts."""
    return outbox.deliver("follow")


@shared_task(time_limit=300, soft_time_limit=240)
def forget() -> int:
    """Drop old notices."""
    return bell.forget(timezone.now())
