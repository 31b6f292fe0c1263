"""``manage.py index_articles``: index every article anew, say after an import by other means or a change of the rules."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from knowledge.finding.index import index_anew


class Command(BaseCommand):
    help = "Index every article anew, so that the search finds it by what its readers see. Searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_anew()} articles indexed.")
