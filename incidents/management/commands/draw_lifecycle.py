from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from incidents import drawing


class Command(BaseCommand):
    help = "Draw the state machine into docs/developer/lifecycle.md."

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(settings.BASE_DIR) / "docs" / "developer" / "lifecycle.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        with translation.override("en"):
            target.write_text(drawing.page(), encoding="utf-8")
        self.stdout.write(f"{target.name} drawn")
