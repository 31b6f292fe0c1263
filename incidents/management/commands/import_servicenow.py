import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

from incidents.importing.reading import NotThisLog, open_log
from incidents.importing.run import Run
from incidents.importing.together import cores, import_together


class Command(BaseCommand):
    help = "Replay a ServiceNow incident audit log (CSV, plain or .xz) through the actions. Safe to interrupt and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the log: FILE.csv or FILE.csv.xz")
        parser.add_argument("--dry-run", action="store_true", help="read and map everything, change nothing")
        parser.add_argument("--timezone", default="UTC", help="time zone of the log's dates (default UTC)")
        parser.add_argument(
            "--errors", type=Path, default=Path("errors.csv"), help="where to list what cannot be mapped"
        )
        parser.add_argument(
            "--processes", type=int, default=0, help="how many processes work on it (default: the cores)"
        )
        parser.add_argument("--summary", type=Path, help="where to write the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            zone = ZoneInfo(options["timezone"])
            with open_log(path) as log:
                total = sum(1 for _line in log) - 1
            with _bar() as bar:
                task = bar.add_task("Importing", total=total)
                run = Run(path, zone, options["errors"], options["dry_run"], lambda rows: bar.advance(task, rows))
                summary = import_together(run, options["processes"] or cores()).summary()
        except (ZoneInfoNotFoundError, ValueError) as fault:
            raise CommandError(
                str(fault) if isinstance(fault, NotThisLog) else f"Unknown time zone or file: {fault}"
            ) from None
        except (OSError, EOFError) as fault:
            raise CommandError(f"{path} cannot be read: {fault}") from None
        if options["summary"]:
            options["summary"].write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(json.dumps(summary))


def _bar() -> Progress:
    return Progress("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
