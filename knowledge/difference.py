"""Two texts side by side: which lines differ, and in them which words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 2_000
"""A longer line is compared as a whole."""


@dataclass(frozen=True)
class Piece:
    """Some words of a line; ``is_changed`` where the other side has others."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the old text beside its line of the new one; None where it has none. ``same`` lines are equal."""

    old: list[Piece] | None
    new: list[Piece] | None
    same: bool = False


def rows(old: str, new: str) -> list[Row]:
    """The lines of both texts, side by side."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            found += [Row([Piece(line)], [Piece(line)], same=True) for line in before[i1:i2]]
        else:
            pairs = zip_longest(before[i1:i2], after[j1:j2])
            found += [_differing(left, right) for left, right in pairs]
    return found


def _differing(old: str | None, new: str | None) -> Row:
    if old is None or new is None:
        return Row(_whole(old), _whole(new))
    if max(len(old), len(new)) > LONGEST:
        return Row(_whole(old), _whole(new))
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return Row(
        list(_pieces(left, ((tag, i1, i2) for tag, i1, i2, _j1, _j2 in codes))),
        list(_pieces(right, ((tag, j1, j2) for tag, _i1, _i2, j1, j2 in codes))),
    )


def _whole(line: str | None) -> list[Piece] | None:
    return None if line is None else [Piece(line, is_changed=True)]


def _pieces(words: list[str], codes: Iterator[tuple[str, int, int]]) -> Iterator[Piece]:
    for tag, start, end in codes:
        if text := "".join(words[start:end]):
            yield Piece(text, is_changed=tag != "equal")
