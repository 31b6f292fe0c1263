"""The Celery application. Tasks live in each app's `tasks.py`; beat only sweeps."""

import os

from celery import Celery
from celery.signals import before_task_publish

from itsm.health import BEAT, beats

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itsm.settings")

app = Celery("tanggap")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@before_task_publish.connect
def beat_is_alive(sender: str | None = None, **kwargs: object) -> None:
    """Beat leaves a sign of life whenever it sends the heartbeat."""
    if sender == "itsm.tasks.heartbeat":
        beats(BEAT)
