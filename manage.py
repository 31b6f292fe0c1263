#!/usr/bin/env python
"""Tanggap's command line. `manage.py up` starts the whole product."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line

from itsm.env import Misconfigured
from itsm.supervisor.failure import CannotStart
from itsm.supervisor.owner import Owner, is_owned
from itsm.supervisor.servers import Embedded

WITHOUT_SERVERS = {
    "up",
    "help",
    "makemessages",
    "compilemessages",
    "collectstatic",
    "draw_docs",
    "create_max_migration_files",
    "--help",
    "--version",
}


def servers_for(command: str) -> Embedded | None:
    """The embedded servers this command must start for itself: none where they run already, or are not embedded."""
    if command in WITHOUT_SERVERS or os.environ.get("TANGGAP_CHILD") or is_owned(Path(settings.HOME)):
        return None
    if not (settings.EMBEDS_DATABASE or settings.EMBEDS_REDIS):
        return None
    return Embedded(Path(settings.HOME), owner=Owner(Path(settings.HOME)))


def main() -> None:
    """Run the command named on the command line, with the servers it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itsm.settings")
    servers = None
    try:
        servers = servers_for(sys.argv[1] if len(sys.argv) > 1 else "help")
        if servers:
            servers.start()
        execute_from_command_line(sys.argv)
    except (CannotStart, Misconfigured) as reason:
        sys.exit(str(reason))
    finally:
        if servers:
            servers.stop()


if __name__ == "__main__":
    main()
