"""Words and roots: pure, and the same for what is kept and what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.finding.places import plain, said, weights
from knowledge.finding.words import EMPTY, LONGEST, folded, places, roots, tokens, words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Wi-Fi", ["wi", "fi", "wifi"]),
        ("e-mail", ["mail", "email"]),
        ("Māui", ["maui"]),
        ("nn_storage_quota", ["nn", "storage", "quota", "nnstoragequota"]),
        ("v2.10.0", ["v2", "10", "0", "v2100"]),
        ("what is R", ["r"]),
        ("bagaimana cara mencetak", ["mencetak"]),
        ("___ -- ...", []),
    ],
)
def test_a_text_is_read_as_its_words(text: str, read: list[str]) -> None:
    assert words(text) == read


@pytest.mark.parametrize(
    ("root", "family"),
    [
        ("cetak", ["mencetak", "pencetakan", "cetakan", "pencetak", "tercetak", "dicetak", "cetakannya"]),
        ("kirim", ["mengirim", "pengiriman", "kiriman", "terkirim", "dikirimkan"]),
        ("pasang", ["memasang", "pemasangan", "dipasang", "terpasang"]),
        ("pinjam", ["meminjam", "peminjam", "peminjaman", "meminjamkan", "dipinjam"]),
        ("simpan", ["menyimpan", "penyimpanan", "tersimpan"]),
        ("hapus", ["menghapus", "terhapus", "penghapusan", "dihapus"]),
        ("ganti", ["mengganti", "penggantian", "digantikan"]),
        ("tulis", ["menulis", "penulis", "tulisan", "tertulis"]),
    ],
)
def test_a_family_of_indonesian_words_has_one_root(root: str, family: list[str]) -> None:
    assert [word for word in family if root not in roots(word)] == []


def test_a_short_word_has_no_other_root() -> None:
    assert roots("akun") == roots("di") == frozenset()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    read = words(text)
    assert all(0 < len(word) <= LONGEST and word not in EMPTY for word in read)
    assert [word for token in tokens(text) for word in token if word not in EMPTY] == read
    for word in read:
        assert all(roots(word))


@given(st.text())
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    for whole, *parts in places(text):
        for word in parts or [whole]:
            assert folded(text[word.begin : word.end])[:LONGEST] == word.text
        assert all(whole.begin <= part.begin < part.end <= whole.end for part in parts)


def test_a_joined_word_stands_as_a_whole_and_in_parts() -> None:
    assert [word.text for word in next(places("Wi-Fi!"))] == ["wifi", "wi", "fi"]


def test_signs_of_markdown_are_not_read() -> None:
    text = "# Head\n\n![a picture](x.png) and [a link](https://x.example)\n\n```sh\nls -l\n```\n- *one*\n| a | b |\n|---|:--|"
    assert plain(text) == "Head a picture and a link ls -l one a b"


@given(st.text(max_size=400))
def test_any_text_has_weights_between_nothing_and_all(text: str) -> None:
    spoken = said(text, [text], text, text)
    found = weights(spoken, {})
    assert set(found) == {word for each in spoken.values() for word in each}
    assert all(0 < weight < 1 for weight in found.values())


def test_a_word_in_the_title_weighs_more_than_in_the_text() -> None:
    found = weights(said("Printer", [], "", "scanner scanner"), {})
    assert found["printer"] > found["scanner"]
