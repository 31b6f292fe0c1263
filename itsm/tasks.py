"""The project's own task: a sign of life."""

from celery import shared_task

from itsm import heartbeats


@shared_task(queue="clocks", time_limit=10, soft_time_limit=8)
def heartbeat() -> None:
    """Prove that beat sends and a worker works (read by `/healthz`)."""
    heartbeats.beat("worker")
