"""Rating on a page: what is asked, what was answered already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incidents.choices import State
from incidents.models import Incident
from people.models import User
from surveys.asking import invite, open_to_rate
from surveys.models import Answer, Invitation, Part, Wording
from surveys.models.question import OVERALL


@dataclass(frozen=True)
class Asked:
    """One question in the words that hold now, and the score given to it so far (0: none)."""

    wording: Wording
    given: int = 0

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"part_{self.wording.pk}"


def for_ticket(incident: Incident, user: User) -> Invitation | None:
    """The requester's invitation once it is over, if there is one already."""
    return open_to_rate(incident, user) if is_due(incident, user) else None


def is_due(incident: Incident, user: User) -> bool:
    """Whether this person may rate it now."""
    return incident.state == State.CLOSED and incident.requester_id == user.pk


def begin(incident: Incident, user: User, at: datetime) -> Invitation:
    """The invitation to answer from a page, made if nobody sent one."""
    return invite(incident, user, at)[0]


def answer_of(invitation: Invitation) -> Answer | None:
    """What was answered so far."""
    return Answer.objects.filter(invitation=invitation).first()


def wordings() -> list[Wording]:
    """The words in which everything is asked now, in order; two queries at most."""
    newest = Wording.objects.filter(question__is_active=True).select_related("question")
    latest = newest.order_by("question__position", "question_id", "-number").distinct(
        "question__position", "question_id"
    )
    return list(latest)


def overall() -> Wording | None:
    """The question of the mail."""
    return next((each for each in wordings() if each.question.code == OVERALL), None)


def further(answer: Answer | None) -> list[Asked]:
    """The other questions, each with what was answered to it in whatever words."""
    given = {}
    if answer is not None:
        given = dict(answer.parts.values_list("wording__question", "score"))
    asked = [each for each in wordings() if each.question.code != OVERALL]
    return [Asked(each, given.get(each.question_id, 0)) for each in asked]


def shown(pks: set[int]) -> dict[int, Wording]:
    """The wordings that a page showed, by number; other words of a question that is no longer asked count too."""
    return Wording.objects.select_related("question").exclude(question__code=OVERALL).in_bulk(list(pks))


def parts_of(answer: Answer | None) -> list[Part]:
    """What was answered to the further questions, in the words they were asked in."""
    if answer is None:
        return []
    return list(answer.parts.select_related("wording").order_by("wording__question__position", "pk"))
