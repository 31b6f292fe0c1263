"""From a text to its words: pure, the same for what is kept and for what is asked.

Accents and case do not count. ``wi-fi`` is read as its parts and as ``wifi``, ``my.site.org`` likewise. What carries
nothing in either language is left out by whoever asks (``EMPTY``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from incidents.finding.text import EMPTY as CARRY_NOTHING

LONGEST = 40
"""Of longer words only so much is kept."""
_TOKEN = re.compile(r"\w+(?:[.\-'’@+&/]\w+)*")
_PART = re.compile(r"[^\W_]+")
_SHORTENED = "aren't can't couldn't didn't doesn't don't hasn't haven't i'm isn't it's wasn't won't wouldn't"
EMPTY = CARRY_NOTHING | set(_SHORTENED.replace("'", "").split()) | frozenset({
    "a", "about", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "cannot", "could", "did", "do", "does", "doing", "dont",
    "for", "from", "get", "got", "had", "has", "have", "he", "her", "here", "his", "how", "i", "if", "in", "into",
    "is", "it", "its", "just", "know", "let", "like", "me", "my", "need", "no", "not", "of", "on", "only", "or",
    "our", "please", "should", "so", "some", "such", "t", "s", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "too", "try", "us", "very", "want", "was", "we", "were", "what", "when",
    "where", "which", "while", "who", "why", "will", "with", "without", "would", "you", "your", "apa", "apakah",
    "bagaimana", "cara", "dimana", "gimana", "kapan", "kenapa", "kok", "mau", "mana", "mengapa", "nya", "bila", "jika",
    "kalau", "ingin", "perlu", "siapa", "sih", "dong", "ya", "aku", "anda", "gak", "nggak", "tak", "pun",
    "sejak", "terus", "selalu", "masih", "minta", "since", "always", "still", "lalu", "tersebut", "waktu", "oh", "someone", "anyone", "somebody", "anybody", "something", "anything",
})  # fmt: skip
"""Words that carry nothing in a question."""


class Word(NamedTuple):
    """One word of a text: as it is compared, and where it stands (``begin``, ``end``) in the text it was read from."""

    text: str
    begin: int
    end: int


def folded(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower().replace("\x00", "")
    bare = unicodedata.normalize("NFKD", text.replace("\x00", "")).lower()
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def tokens(text: str) -> Iterator[list[str]]:
    """Each word with what else it is read as: its parts, and itself without what joins them. Empty ones included."""
    for found in _TOKEN.finditer(folded(text)):
        written = found[0]
        parts = _PART.findall(written)
        if not parts:
            continue
        if len(parts) == 1 and parts[0] == written:
            yield [written[:LONGEST]]
            continue
        kept = [part[:LONGEST] for part in parts if len(part) > 1 or part.isdigit()]
        yield list(dict.fromkeys([*kept, "".join(parts)[:LONGEST]]))


def words(text: str) -> list[str]:
    """All that the words of a text are read as, without those that carry nothing."""
    return [word for token in tokens(text) for word in token if word not in EMPTY]


def places(text: str) -> Iterator[list[Word]]:
    """The words as they stand in a text, for marking: each as a whole, and then its parts where it has some."""
    is_plain = text.isascii()
    for found in _TOKEN.finditer(text):
        parts = list(_PART.finditer(text, *found.span()))
        read = [_word(part[0], part.start(), part.end(), is_plain) for part in parts]
        if len(read) > 1:
            yield [Word("".join(part.text for part in read)[:LONGEST], found.start(), found.end()), *read]
        elif read:
            yield read


def _word(written: str, begin: int, end: int, is_plain: bool) -> Word:
    return Word((written.lower() if is_plain else folded(written))[:LONGEST], begin, end)


_VOWEL = "aiueo"
_PREFIXES = ("memper", "diper", "keter", "pember", "ber", "ter", "per", "di", "ke", "se")
_SUFFIXES = ("kan", "an", "i")
_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")
SHORTEST_ROOT = 3


@lru_cache(maxsize=50_000)
def roots(word: str) -> frozenset[str]:
    """What an Indonesian word may come from: ``mencetak``, ``pencetakan`` and ``cetakan`` all give ``cetak``.

    Without a dictionary nobody can tell which reading is right (``mengirim``: ``irim`` or ``kirim``), so all of them are
    given; that both sides give the same one is enough. Words that are not Indonesian are hurt alike on both sides.
    """
    if len(word) < SHORTEST_ROOT + 2 or not word.isalpha():
        return frozenset()
    bare = next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 3), word)
    found = {root for stem in _without_suffix(bare) for root in (set(_without_prefix(stem)) or {stem})}
    return frozenset(root for root in found if len(root) >= SHORTEST_ROOT) - {word}


def _without_suffix(word: str) -> Iterator[str]:
    """The word, and what is left of it without a suffix; no root ends in a consonant and k."""
    yield word
    for end in _SUFFIXES:
        rest = word.removesuffix(end)
        is_root = len(rest) > SHORTEST_ROOT and (rest[-1] != "k" or rest[-2] in _VOWEL)
        if rest != word and is_root:
            yield rest


def _without_prefix(word: str) -> Iterator[str]:
    """The readings of a word without its prefixes; the first letter that ``me-`` and ``pe-`` swallow is put back."""
    if word[:2] in ("me", "pe") and len(word) > SHORTEST_ROOT + 2:
        yield from _nasal(word[2:])
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > SHORTEST_ROOT:
            yield rest


def _nasal(rest: str) -> Iterator[str]:
    """What ``me-`` or ``pe-`` stood before: ``ngirim`` gives ``kirim`` and ``irim``, ``ncetak`` gives ``cetak``."""
    for nasal, swallowed in (("ny", "s"), ("ng", "k"), ("m", "p"), ("n", "t")):
        if not rest.startswith(nasal):
            continue
        bare = rest.removeprefix(nasal)
        if bare[:1] not in _VOWEL:
            return iter([bare])
        return iter([swallowed + bare, bare if nasal == "ng" else nasal + bare])
    return iter([rest] if rest[:1] in "lrwy" else [])
