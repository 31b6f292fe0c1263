"""``@Name`` in what is written: who is called to look (SPEC A4). The longest name that fits counts."""

from __future__ import annotations

import re

from django.db.models import Q
from django.db.models.functions import Lower

from incidents import choosing

_CALL = re.compile(r"(?<![\w@])@([^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){0,3})")
MOST = 20


def mentioned(text: str) -> list[int]:
    """The ids of the active people of the desk whose whole name stands after an @."""
    wanted = {name for call in _CALL.findall(text)[:MOST] for name in _beginnings(call)}
    if not wanted:
        return []
    found = choosing.assignees().annotate(lowered=Lower("name")).filter(Q(lowered__in=wanted))
    return sorted(set(found.values_list("pk", flat=True)))


def _beginnings(call: str) -> list[str]:
    words = call.lower().split(" ")
    return [" ".join(words[:length]).rstrip(".'-") for length in range(1, len(words) + 1)]
