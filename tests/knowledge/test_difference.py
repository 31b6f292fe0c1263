from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.difference import Row, rows

LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=12),
    max_size=8,
)


def old(row: Row) -> str | None:
    return None if row.old is None else "".join(piece.text for piece in row.old)


def new(row: Row) -> str | None:
    return None if row.new is None else "".join(piece.text for piece in row.new)


@given(LINES, LINES)
def test_each_side_is_whole(before: list[str], after: list[str]) -> None:
    told = rows("\n".join(before), "\n".join(after))
    assert [line for row in told if (line := old(row)) is not None] == "\n".join(before).splitlines()
    assert [line for row in told if (line := new(row)) is not None] == "\n".join(after).splitlines()
    assert all(old(row) == new(row) for row in told if row.same)


@given(LINES)
def test_the_same_text_differs_nowhere(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert all(row.same for row in rows(text, text))


def test_the_words_that_differ_are_marked() -> None:
    [row] = rows("Press the red button.", "Press the green button.")
    assert [piece.text for piece in row.old or [] if piece.is_changed] == ["red"]
    assert [piece.text for piece in row.new or [] if piece.is_changed] == ["green"]


def test_a_very_long_line_is_compared_as_a_whole() -> None:
    [row] = rows("a " * 30_000, "b " * 30_000)
    assert row.old and row.new and len(row.old) == len(row.new) == 1
