from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from itsm import static_files
from itsm.supervisor.up import Supervisor

ACCOUNTS = ("requester", "agent", "specialist", "incident.manager", "manager", "admin", "supplier")


class Command(BaseCommand):
    help = "Start everything: database, Redis, web server, worker, beat. Ctrl-C stops it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo story once and print its accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        self.demo = options["demo"]
        supervisor = Supervisor(settings.HOME, settings.PORT, self.stdout.write, self._prepare)
        supervisor.run(self._ready)

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        static_files.collect()
        if self.demo and "demo_story" in get_commands():
            call_command("demo_story", stdout=self.stdout)
        connections.close_all()

    def _ready(self) -> None:
        self.stdout.write(f"\nTanggap is ready: {settings.SITE_URL}\n")
        if self.demo:
            self.stdout.write("Sign in with one of these, password demo:\n")
            for account in ACCOUNTS:
                self.stdout.write(f"  {account}@example.com")
        self.stdout.write("\nCtrl-C stops it; the data stay.")
        self.stdout.flush()
