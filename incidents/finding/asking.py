"""From a question as written to the incidents that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

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
            condition = together(condition, _means(term, asker))
        except Unclear as unclear:
            wrong.append(str(unclear))
    if question.text:
        condition &= matching(question.text, user)
    return Understood(question, condition if not wrong else Q(pk__in=[]), tuple(wrong))


def together(*conditions: Q) -> Q:
    """All of these at once. What several say about the state is said once: a planner that reads two conditions on one
    column takes them for independent, expects next to nothing, and picks the wrong index.
    """
    states: set[str] | None = None
    rest = Q()
    for part in conditions:
        for said in part.children if part.connector == Q.AND and not part.negated else [part]:
            if asked := _states(said):
                states = asked if states is None else states & asked
            else:
                rest &= said if isinstance(said, Q) else Q(said)
    return rest if states is None else rest & Q(state__in=sorted(states))


def _states(said: Any) -> set[str] | None:
    """The states that a part of a condition allows, if it is about nothing else."""
    if isinstance(said, Q):
        parts = [_states(child) for child in said.children]
        if said.negated or not parts or None in parts:
            return None
        found = [part for part in parts if part is not None]
        return set.union(*found) if said.connector == Q.OR else set.intersection(*found)
    name, value = said
    if name == "state":
        return {value}
    return set(value) if name == "state__in" else None


def _means(term: Term, asker: Asker) -> Q:
    meaning = word_called(term.word).meaning
    found = reduce(or_, (meaning(value, asker) for value in term.values))
    return ~found if term.negated else found
