"""Tasks of knowledge. Beat calls them."""

from celery import shared_task
from django.utils import timezone

from knowledge import actions


@shared_task(time_limit=120, soft_time_limit=90)
def remind() -> int:
    """Ask owners to look again at what is due."""
    return actions.remind(timezone.now())
