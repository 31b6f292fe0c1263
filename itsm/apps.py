"""The project package as a Django app, so that its commands and checks are found."""

from django.apps import AppConfig


class ItsmConfig(AppConfig):
    """Commands, checks and health of the whole; no models."""

    name = "itsm"
