"""Typing errors as fingers make them: the same every time."""

from __future__ import annotations

import random

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {letter: (row, at) for row, letters in enumerate(ROWS) for at, letter in enumerate(letters)}
LONG_ENOUGH = 5


def with_slips(text: str) -> str:
    """The text with one slip in every third longer word, at least in one."""
    dice = random.Random(text)  # noqa: S311 - the same errors at every run
    words = text.split(" ")
    longer = [at for at, word in enumerate(words) if len(word) >= LONG_ENOUGH and word.isalpha()]
    for at in dice.sample(longer, max(1, len(longer) // 3)) if longer else []:
        words[at] = _slip(words[at], dice)
    return " ".join(words)


def _slip(word: str, dice: random.Random) -> str:
    """Two letters the other way round, one left out, one doubled, or the key beside it."""
    at = dice.randrange(1, len(word) - 1)
    kind = dice.choice(("swap", "drop", "double", "neighbour"))
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[: at + 1] + word[at:]
    return word[:at] + _beside(word[at], dice) + word[at + 1 :]


def _beside(letter: str, dice: random.Random) -> str:
    row, at = _PLACE.get(letter.lower(), (0, 0))
    near = [ROWS[row][side] for side in (at - 1, at + 1) if 0 <= side < len(ROWS[row])]
    return dice.choice(near)
