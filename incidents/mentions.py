"""``@Name`` in what is written: who is called to look (SPEC A4). The longest name that fits counts, and no other."""

from __future__ import annotations

import re

from incidents import choosing

_WORD = r"[^\W\d_][\w'.-]*"
_CALL = re.compile(rf"(?<![\w@])@({_WORD}(?:,? {_WORD}){{0,4}})")
MOST = 20


def mentioned(text: str) -> list[int]:
    """The ids of the active people of the desk whose whole name stands after an @."""
    calls = _CALL.findall(text)[:MOST]
    if not calls:
        return []
    names = {_plain(name): pk for pk, name in choosing.assignees().values_list("pk", "name")}
    found = (next((names[begun] for begun in _beginnings(call) if begun in names), None) for call in calls)
    return sorted({pk for pk in found if pk is not None})


def _beginnings(call: str) -> list[str]:
    """What was called and its beginnings, the longest first."""
    words = call.split(" ")
    return [_plain(" ".join(words[:length])) for length in range(len(words), 0, -1)]


def _plain(name: str) -> str:
    """A name without the sign that may end it or the sentence it stands in."""
    return name.lower().rstrip(".,'- ")
