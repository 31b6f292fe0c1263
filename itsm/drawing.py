"""Pages of documentation that are made from the code, so that they cannot go stale: a test and ``make lint`` compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import translation

from incidents import drawing as machine
from itsm import settings
from itsm.env import Setting
from records import reactions
from records.entries import all_kinds

SETTINGS = """# Settings

Made from `itsm/settings.py` by `make docs`; a test keeps it current.

Everything is set in the environment. What is unclear is refused at the start, never guessed. A *secret* may also come
from a file: set `NAME_FILE` to its path instead of `NAME` (Docker and systemd secrets).
"""
REACTIONS = """# What an entry causes

Made from the registrations by `make docs`; a test keeps it current.

*In the act* runs in the transaction of the act, in this order: an error there stops the act. *Afterwards* runs from a
durable outbox row that is written with the entry, at least once, and is tried again: a fault there never keeps an act
from taking place. An entry that was imported causes nothing afterwards and tells nobody.
"""


def pages() -> dict[str, str]:
    """The text of every drawn page by its path below ``docs/``, in English whatever the reader's language."""
    with translation.override("en"):
        return {
            "admin/settings.md": settings_page(settings.env.settings),
            "developer/lifecycle.md": machine.page(),
            "developer/reactions.md": reactions_page(),
        }


def settings_page(read: Iterable[Setting]) -> str:
    """One row a setting, in the order they are read."""
    rows = [[f"`{each.name}`", each.kind, _code(each.default), each.about] for each in read]
    return SETTINGS + "\n" + _table(["setting", "kind", "default", "what it does"], rows)


def reactions_page() -> str:
    """One row a kind of entry; what hears every kind is said once."""
    everywhere = reactions.reactions_to("")
    rows = []
    for kind in sorted(all_kinds(), key=lambda kind: kind.code):
        inside = [each for each in reactions.reactions_to(kind.code) if each not in everywhere]
        rows.append(
            [
                f"`{kind.code}`",
                str(kind.visibility),
                _names(reactions.name_of(each) for each in inside),
                _names(each.name for each in reactions.followers_of(kind.code)),
            ]
        )
    always = f"Every kind, in the act: {_names(reactions.name_of(each) for each in everywhere)}.\n"
    return REACTIONS + "\n" + always + "\n" + _table(["entry", "seen by", "in the act", "afterwards"], rows)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _code(value: str) -> str:
    return f"`{value}`" if value and " " not in value else value or "–"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
