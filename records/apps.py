from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    """Finds the kinds of entry and the reactions of every app, in layer order."""

    name = "records"

    def ready(self) -> None:
        autodiscover_modules("entries")
        autodiscover_modules("reactions")
        autodiscover_modules("checks")
