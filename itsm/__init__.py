"""The project: settings, URLs, Celery, supervisor. No domain."""

from itsm.celery import app as celery_app

__all__ = ("celery_app",)
