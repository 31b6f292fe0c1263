"""The project package as a Django app, so that its commands and checks are found."""

from importlib import import_module

from django.apps import AppConfig


class ItsmConfig(AppConfig):
    """Commands, checks and health of the whole; no models."""

    name = "itsm"

    def ready(self) -> None:
        """Connect the heartbeats."""
        # Its receivers use the cache, which is there only once settings are.
        import_module("itsm.heartbeats")
