from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.personal import SORTS, find

NAMES = ["Dewi Lestari", "Rina Kusuma", "Al"]
TELLING = {
    "name": ["dewi could not print", "asked Rina Kusuma", "(DEWI)"],
    "email": ["write to budi.s+it@contoh.co.id.", "<a@b.example>"],
    "phone": ["0812-3456-7890", "+62 812 3456 789", "call 081234567890 now", "+65 6123 4567"],
    "nik": ["3273012304850001", "3273 0123 0485 0001"],
    "ip": ["10.0.12.7", "ping 192.168.1.254."],
}
HARMLESS = [
    "", "Windows 10.0.19045.3570", "version 4.2", "KB-000123", "INC-000045", "port 8080", "E-41", "Rp1.250.000",
    "2026-11-21 18:24", "dewimu", "Al dente", "NRVPN-2023", "600 requests", "10.0.0", "a@b", "999.999.999.999",
]  # fmt: skip


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort, texts in TELLING.items() for text in texts])
def test_what_tells_of_a_person_is_found(sort: str, text: str) -> None:
    assert [each.sort for each in find(text, NAMES)] == [sort]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_does_not_is_left(text: str) -> None:
    assert find(text, NAMES) == []


def test_each_is_told_once_in_words() -> None:
    found = find("Dewi, dewi and Dewi Lestari: 10.0.0.1, 10.0.0.1", NAMES)
    assert [(each.sort, each.text) for each in found] == [("name", "Dewi Lestari"), ("ip", "10.0.0.1")]
    assert all(each.label for each in found)


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=4))
def test_no_text_and_no_name_breaks_it(text: str, names: list[str]) -> None:
    assert {each.sort for each in find(text, names)} <= set(SORTS)


@pytest.mark.parametrize("text", ["a@" * 30_000, "0" * 60_000, "1." * 30_000, "+62 8" * 12_000, "x" * 60_000 + "@"])
def test_a_long_text_takes_no_long_time(text: str) -> None:
    from time import monotonic

    began = monotonic()
    find(text, NAMES)
    assert monotonic() - began < 2
