"""From what somebody writes to the terms that are looked for: each word with what it may also mean, and for how much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.finding.stems import english
from knowledge.finding.synonyms import Phrase, Synonyms, synonyms
from knowledge.finding.vocabulary import Known, Words, known
from knowledge.finding.words import EMPTY, roots, tokens
from people.models import User

LONGEST, MOST_WORDS, MOST_TERMS = 2_000, 24, 120
AS_WRITTEN, BY_STEM, BY_BEGINNING, BY_SYNONYM, JOINED = 1.0, 0.8, 0.75, 0.7, 0.9
BY_SLIP = {1: 0.85, 2: 0.6}
"""What finding a word in another form is worth beside finding it as it was written."""
SHORTEST_BEGINNING = 2


@dataclass
class Slot:
    """One word or phrase of the question: the terms that stand for it, each with its worth, and what was meant.

    ``phrases`` are other words for it that hold only together: each part in all its forms.
    """

    said: str
    terms: dict[str, float] = field(default_factory=dict)
    meant: list[str] = field(default_factory=list)
    phrases: list[list[set[str]]] = field(default_factory=list)
    alone: set[str] = field(default_factory=set)

    def add(self, term: str, worth: float) -> None:
        """Take a term in that means the word by itself."""
        self.terms[term] = max(worth, self.terms.get(term, 0))
        self.alone.add(term)

    def add_phrase(self, words: list[str], worth: float) -> None:
        """Take words in that mean it together."""
        self.phrases.append([{word} for word in words])
        for word in words:
            self.terms[word] = max(worth, self.terms.get(word, 0))

    def holding(self, having: Collection[str]) -> set[str]:
        """Those of its terms that an article with these terms really has: of a phrase all or none."""
        held = self.alone.intersection(having)
        for phrase in self.phrases:
            if all(not part.isdisjoint(having) for part in phrase):
                held |= set[str]().union(*phrase).intersection(having)
        return held

    def stem(self, stems: Callable[[str], Iterable[str]]) -> None:
        """Take in what each term comes from, for a little less; of a phrase each part."""
        for term, worth in list(self.terms.items()):
            for stem in stems(term):
                self.terms[stem] = max(worth * BY_STEM, self.terms.get(stem, 0))
        self.alone |= {stem for term in self.alone for stem in stems(term)}
        self.phrases = [[part.union(*map(stems, part)) for part in phrase] for phrase in self.phrases]


@dataclass(frozen=True)
class Asked:
    """A question, read."""

    slots: list[Slot]
    known: Known

    @property
    def meant(self) -> dict[str, list[str]]:
        """What was looked for besides words that occur nowhere."""
        return {slot.said: slot.meant for slot in self.slots if slot.meant}


def ask(text: str, user: User, *, is_typing: bool = False) -> Asked:
    """Read a question of this person; the same number of queries whatever its length.

    ``is_typing`` takes the last word for a beginning even where it is a word by itself.
    """
    have, groups = known(), synonyms()
    spoken = list(tokens(text[:LONGEST]))
    may_be_told = have.words_for(user)
    begun = len(spoken) - 1 if is_typing else None
    slots = list(_slots(spoken, groups, may_be_told, begun))[:MOST_WORDS]
    _forgive(slots, may_be_told, groups, is_typing=is_typing)
    _stem(slots)
    return Asked(slots, have)


def _slots(spoken: list[list[str]], groups: Synonyms, have: Words, begun: int | None) -> Iterator[Slot]:
    """The words of a question; a phrase that has synonyms is one, and each word only once.

    What carries nothing is left out, but where it is the beginning of what somebody types.
    """
    at, seen = 0, set()
    while at < len(spoken):
        size = _phrase_at(spoken, at, groups)
        token = spoken[at]
        phrase = tuple(each[-1] for each in spoken[at : at + size])
        is_empty = size == 1 and at != begun and all(word in EMPTY for word in token)
        if phrase not in seen and not is_empty:
            seen.add(phrase)
            yield _slot(phrase, token if size == 1 else [], groups, _joined(spoken, at, have))
        at += size


def _phrase_at(spoken: list[list[str]], at: int, groups: Synonyms) -> int:
    """How many words from here on are a phrase that has synonyms; 1 where none are."""
    for size in range(min(groups.longest, len(spoken) - at), 1, -1):
        if tuple(each[-1] for each in spoken[at : at + size]) in groups.of:
            return size
    return 1


def _joined(spoken: list[list[str]], at: int, have: Words) -> str:
    """This word and the next as one, where that is a word: ``pass word``."""
    joined = "".join(each[-1] for each in spoken[at : at + 2])
    return joined if at + 1 < len(spoken) and joined in have else ""


def _slot(phrase: Phrase, readings: list[str], groups: Synonyms, joined: str) -> Slot:
    slot = Slot(" ".join(phrase))
    for word in readings or [word for word in phrase if word not in EMPTY]:
        slot.add(word, AS_WRITTEN if readings[-1:] == [word] or not readings else JOINED)
    if joined:
        slot.add(joined, JOINED)
    _add_synonyms(slot, phrase, groups, 1.0)
    return slot


def _add_synonyms(slot: Slot, phrase: Phrase, groups: Synonyms, share: float) -> None:
    """Other words and phrases that mean the same; of a phrase each word is worth a part."""
    keys = [phrase, *((stem,) for stem in roots(phrase[0]))] if len(phrase) == 1 else [phrase]
    for key in keys:
        for other in groups.others(key):
            bearing = [word for word in other if word not in EMPTY]
            if len(bearing) == 1:
                slot.add(bearing[0], share * BY_SYNONYM)
            elif bearing:
                slot.add_phrase(bearing, share * BY_SYNONYM / len(bearing) ** 0.5)


def _forgive(slots: list[Slot], have: Words, groups: Synonyms, *, is_typing: bool) -> None:
    """Beginnings, and what was meant by a word that nobody knows."""
    stems = english({slot.said for slot in slots})
    for slot in slots:
        word = slot.said
        is_last = is_typing and slot is slots[-1]
        is_known = " " in word or any(term in have or (term,) in groups.of for term in {*slot.terms, *stems[word]})
        if is_last or not is_known:
            _add_begun(slot, word, have)
        if not is_known and not have.begun(word):
            _add_meant(slot, word, have, groups)


def _add_begun(slot: Slot, word: str, have: Words) -> None:
    if len(word) >= SHORTEST_BEGINNING:
        for other in have.begun(word):
            slot.add(other, BY_BEGINNING)


def _add_meant(slot: Slot, word: str, have: Words, groups: Synonyms) -> None:
    for other, slips in have.meant(word):
        slot.meant.append(other)
        slot.add(other, BY_SLIP[slips])
        _add_synonyms(slot, (other,), groups, BY_SLIP[slips])


def _stem(slots: list[Slot]) -> None:
    """What each term comes from, in either language, for a little less; one query."""
    stems = english({term for slot in slots for term in slot.terms})
    left = MOST_TERMS
    for slot in slots:
        slot.stem(lambda term: stems[term] | roots(term))
        slot.terms = dict(sorted(slot.terms.items(), key=lambda each: -each[1])[: max(left, 1)])
        left -= len(slot.terms)
