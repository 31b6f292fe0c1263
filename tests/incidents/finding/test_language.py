"""The filter language: everything can be read, what is read can be written again, nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.finding.language import Question, Term, parse

CASES: list[tuple[str, tuple[Term, ...], str]] = [
    ("", (), ""),
    ("printer", (), "printer"),
    ("state:open", (Term("state", ("open",)),), ""),
    ("state:open team:network prio:P1,P2 text", (Term("state", ("open",)), Term("team", ("network",)), Term("prio", ("P1", "P2"))), "text"),
    ("-is:held", (Term("is", ("held",), True),), ""),
    ('team:"Service Desk",mine', (Term("team", ("Service Desk", "mine")),), ""),
    ('say "hello world" twice', (), 'say "hello world" twice'),
    ("http://example.com/a", (), "http://example.com/a"),
    ("at 10:30 sharp", (), "at 10:30 sharp"),
    ("STATE:open", (Term("state", ("open",)),), ""),
    ("state:open state:open", (Term("state", ("open",)),), ""),
    ('team:"half', (Term("team", ("half",)),), ""),
    ('team:"a \\"b\\""', (Term("team", ('a "b"',)),), ""),
    ("prio:P1, P2 x", (Term("prio", ("P1", "P2")),), "x"),
    ("prio:P1, ", (Term("prio", ("P1",)),), ""),
    ('team:""', (), 'team:""'),
    ("state:", (), "state:"),
    ("changed:<2h", (Term("changed", ("<2h",)),), ""),
    ("layanan:Jaringan", (Term("layanan", ("Jaringan",)),), ""),
    ("nul\x00l", (), "null"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "terms", "text"), CASES)
def test_what_is_written_is_read(written: str, terms: tuple[Term, ...], text: str) -> None:
    assert parse(written) == Question(terms, text)


@given(st.text(max_size=200))
def test_everything_can_be_read_and_reads_the_same_when_written_again(written: str) -> None:
    read = parse(written)
    assert parse(str(read)) == read


WORDS = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True)
VALUES = (
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(st.builds(Term, WORDS, st.lists(VALUES, min_size=1, max_size=3, unique=True).map(tuple), st.booleans()), max_size=4, unique=True))  # fmt: skip
def test_terms_survive_being_written(terms: list[Term]) -> None:
    assert parse(str(Question(tuple(terms)))).terms == tuple(terms)


def test_a_term_is_taken_away_and_another_one_takes_its_place() -> None:
    asked = parse("state:open prio:P1 words")
    assert str(asked.without(asked.terms[0])) == "prio:P1 words"
    assert str(asked.with_term("prio", "P3", "P4")) == "state:open prio:P3,P4 words"
    assert str(asked.with_term("prio")) == "state:open words"
