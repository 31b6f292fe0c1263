"""Typesetting with typst: needs no library of the operating system. What people wrote goes in as data, never as markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).parent / "report.typ"


def typeset(document: dict[str, Any]) -> bytes:
    """The PDF of a report; ``document`` is JSON-ready."""
    made: bytes = typst.compile(str(TEMPLATE), sys_inputs={"document": json.dumps(document)})
    return made
