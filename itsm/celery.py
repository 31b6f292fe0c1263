"""The Celery application. Tasks live in each app's `tasks.py`; beat only sweeps."""

import os

from celery import Celery
from celery.signals import beat_init, before_task_publish, worker_ready

from itsm.signs import BEAT, WORKER, beats

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itsm.settings")

app = Celery("tanggap")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@before_task_publish.connect
def beat_is_alive(sender: str | None = None, **kwargs: object) -> None:
    """Beat leaves a sign of life whenever it sends the heartbeat."""
    if sender == "itsm.tasks.heartbeat":
        beats(BEAT)


@beat_init.connect
def beat_has_started(**kwargs: object) -> None:
    """The first heartbeat is ten seconds away; whoever waits for ``/healthz`` need not wait for it."""
    beats(BEAT)


@worker_ready.connect
def worker_has_started(**kwargs: object) -> None:
    """A worker that takes tasks is alive before the first one came."""
    beats(WORKER)
