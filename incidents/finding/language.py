"""The filter language of queue, saved views and API: ``state:open team:network prio:P1,P2 -is:held printer``.

A term is ``word:value``; values after a comma are alternatives, terms beside each other must all hold, a minus before a
term turns it round, quotes keep words together. Whatever is no term is text to look for. Pure: what words there are and
what they mean is told in ``words.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 500
_QUOTED = r'"(?:[^"\\]|\\.)*"?'
_TOKEN = re.compile(
    rf"""(?P<minus>-?)(?P<word>[^\W\d][\w-]*):(?P<values>(?!//)(?:{_QUOTED}|[^\s,"]+)(?:,\s*(?:{_QUOTED}|[^\s,"]+))*),*
      | (?P<text>{_QUOTED}|\S+)""",
    re.VERBOSE,
)
_VALUE = re.compile(rf'{_QUOTED}|[^\s,"]+')


@dataclass(frozen=True)
class Term:
    """``word:value,value``, turned round where ``negated``."""

    word: str
    values: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.word}:{','.join(_written(value) for value in self.values)}"


@dataclass(frozen=True)
class Question:
    """What was asked: terms that must all hold, and text to look for."""

    terms: tuple[Term, ...] = ()
    text: str = ""

    def __str__(self) -> str:
        return " ".join([*map(str, self.terms), *([self.text] if self.text else [])])

    def without(self, term: Term) -> Question:
        """The same question with one term less."""
        return Question(tuple(each for each in self.terms if each != term), self.text)

    def with_term(self, word: str, *values: str) -> Question:
        """The same question with this word asking for these values and no others."""
        rest = tuple(term for term in self.terms if term.word != word)
        return Question((*rest, Term(word, values)) if values else rest, self.text)


def parse(written: str) -> Question:
    """Read what was written; everything can be read. Asking the same twice is asking once."""
    terms: dict[Term, None] = {}
    texts = []
    for found in _TOKEN.finditer(written.replace("\x00", "")[:LONGEST]):
        if word := found["word"]:
            values = tuple(dict.fromkeys(filter(None, map(_plain, _VALUE.findall(found["values"])))))
            if values:
                terms[Term(word.lower(), values, bool(found["minus"]))] = None
            else:
                texts.append(found[0])
        else:
            texts.append(found["text"])
    return Question(tuple(terms), " ".join(texts))


def _plain(value: str) -> str:
    if not value.startswith('"'):
        return value
    inner = value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:]
    return re.sub(r"\\(.)", r"\1", inner).strip()


def _written(value: str) -> str:
    if re.fullmatch(r'[^\s,"\\]+', value) and not value.startswith("//"):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
