"""Tasks of knowledge. Beat calls them."""

from celery import shared_task
from django.utils import timezone

from knowledge import actions
from knowledge.finding.index import count
from knowledge.finding.log import purge


@shared_task(time_limit=120, soft_time_limit=90)
def remind() -> int:
    """Ask owners to look again at what is due."""
    return actions.remind(timezone.now())


@shared_task(time_limit=300, soft_time_limit=240)
def count_words() -> int:
    """Count the words of new texts: how rare they are, and what a word with a typing error may have meant."""
    return count()


@shared_task(time_limit=120, soft_time_limit=90)
def forget_searches() -> int:
    """Forget what was looked for long ago."""
    return purge()
