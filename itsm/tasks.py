"""Tasks of the whole."""

from celery import shared_task

from itsm.signs import WORKER, beats


@shared_task(time_limit=20, soft_time_limit=15)
def heartbeat() -> int:
    """Show that beat sends and a worker works."""
    beats(WORKER)
    return 1
