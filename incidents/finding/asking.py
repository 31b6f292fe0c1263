"""From a question as written to the incidents that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from incidents.finding.language import Question, Term, parse
from incidents.finding.text import matching
from incidents.finding.values import Asker, Unclear
from incidents.finding.words import word_called
from people.models import User


@dataclass(frozen=True)
class Understood:
    """A question, the condition it makes, and what of it means nothing, with what to write instead."""

    question: Question
    condition: Q
    wrong: tuple[str, ...] = ()


def understand(written: str, user: User, now: datetime | None = None) -> Understood:
    """Read a question for this person; a term that means nothing finds nothing, so that no list looks complete."""
    question, asker = parse(written), Asker(user, now or timezone.now())
    condition, wrong = Q(), []
    for term in question.terms:
        try:
            condition &= _means(term, asker)
        except Unclear as unclear:
            wrong.append(str(unclear))
    if question.text:
        condition &= matching(question.text, user)
    return Understood(question, condition if not wrong else Q(pk__in=[]), tuple(wrong))


def _means(term: Term, asker: Asker) -> Q:
    meaning = word_called(term.word).meaning
    found = reduce(or_, (meaning(value, asker) for value in term.values))
    return ~found if term.negated else found
