"""Questions with known answers: titles, words out of titles, and questions in other words, each also with typing errors.

Every second question in other words is held out: nobody looked at how it fares while the search was being tuned.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from benchmarks.knowledge.base import HERE, Told
from benchmarks.knowledge.slips import with_slips
from knowledge.finding.words import EMPTY, folded

NO_TITLES = {"index", "README", "MACROS", "GLOSSARY", "dictionary", "snippets"}
"""Pages of the English set that are no articles; they are among the articles, but nobody asks for them."""
SHORT = 3


@dataclass(frozen=True)
class Question:
    """``titles`` are the articles that answer it, ``sort`` the set it belongs to."""

    text: str
    titles: tuple[str, ...]
    sort: str
    language: str
    is_held: bool = False


def all_questions(articles: list[Told]) -> list[Question]:
    """Everything that is asked of these articles."""
    there = {told.title for told in articles}
    plain = [*_of_titles(articles), *_english(), *_indonesian()]
    asked = [question for question in plain if there.intersection(question.titles)]
    return [*asked, *(_slipped(question) for question in asked)]


def by_sort(questions: list[Question]) -> dict[str, list[Question]]:
    """The sets; what is held out is a set of its own."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        found[f"{question.sort}{', held out' if question.is_held else ''}"].append(question)
    return dict(found)


def _slipped(question: Question) -> Question:
    return Question(
        with_slips(question.text), question.titles, f"{question.sort}, slips", question.language, question.is_held
    )


def _of_titles(articles: list[Told]) -> list[Question]:
    told = [article for article in articles if article.title not in NO_TITLES]
    whole = [Question(each.title, (each.title,), f"{each.language} titles", each.language) for each in told]
    return whole + [
        Question(words, (each.title,), f"{each.language} words of titles", each.language)
        for each in told
        if (words := _some_words(each.title))
    ]


def _some_words(title: str) -> str:
    """Most of the bearing words of a title, in another order; nothing for a short one."""
    bearing = [word for word in re.findall(r"\w+", title) if folded(word) not in EMPTY]
    if len(bearing) < SHORT:
        return ""
    dice = random.Random(title)  # noqa: S311 - the same words at every run
    return " ".join(dice.sample(bearing, max(2, len(bearing) * 2 // 3)))


def _english() -> list[Question]:
    lines = [line.split("\t") for line in (HERE / "questions_en.tsv").read_text().splitlines()]
    return [
        Question(text, tuple(each.strip() for each in titles.split(" | ")), "en other words", "en", at % 2 == 1)
        for at, (titles, text) in enumerate(lines)
    ]


def _indonesian() -> list[Question]:
    lines = [line.split("\t") for line in (HERE / "questions_id.tsv").read_text().splitlines()]
    held: dict[str, Iterator[bool]] = defaultdict(lambda: cycle((False, True)))
    return [Question(text, (title,), f"id {sort}", "id", next(held[sort])) for sort, title, text in lines]
