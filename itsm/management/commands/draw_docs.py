from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from itsm.drawing import pages


class Command(BaseCommand):
    help = "Write the pages of docs/ that are made from the code: settings, lifecycle, reactions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is not current")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = []
        for name, text in pages().items():
            page = Path(settings.BASE_DIR) / "docs" / name
            if page.exists() and page.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not options["check"]:
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(text, encoding="utf-8")
        if stale and options["check"]:
            raise CommandError(f"Not current: {', '.join(stale)}. Run `make docs`.")
        self.stdout.write(f"Drawn: {', '.join(stale)}." if stale else "All pages are current.")
