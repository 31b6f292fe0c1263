from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from people.actions import add, change
from people.actions.keep import Related
from records.actors import Actor
from surveys.models import Question, Wording


def add_question(question: Question, *, by: Actor, related: Related | None = None) -> Question:
    """Ask one thing more, in its first words (SPEC G1)."""
    with transaction.atomic():
        added = add(question, by=by, related=related)
        _word(added, by)
    return added


def change_question(
    question: Question, *, by: Actor, fields: Mapping[str, Any], related: Related | None = None, seen: int | None = None
) -> Question:
    """Change a question. Other words are a new wording: what was answered stays with the words it was asked in.

    Raises NotAllowed, Changed, or Invalid at the fields.
    """
    with transaction.atomic():
        changed = change(question, by=by, fields=fields, related=related, seen=seen)
        _word(changed, by)
    return changed


def _word(question: Question, by: Actor) -> None:
    last = question.wordings.last()
    if last is None or (last.english, last.indonesian) != (question.english, question.indonesian):
        Wording.objects.create(
            question=question, number=last.number + 1 if last else 1, english=question.english,
            indonesian=question.indonesian, created_at=by.at,
        )  # fmt: skip
