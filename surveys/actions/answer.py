from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.models import Incident
from records.actors import Actor
from records.recording import begin, record
from records.refusals import Invalid, NotAllowed, NotNow
from surveys.choices import Score
from surveys.entries import Answered, TakenBack
from surveys.models import Answer, Invitation, Part, SurveyPolicy, Wording

SETTLES = timedelta(minutes=10)
"""An answer is judged after so long without a change: a slip of the finger raises no alarm."""


def answer(
    invitation: Invitation,
    *,
    by: Actor,
    score: int,
    comment: str | None = None,
    parts: Mapping[Wording, int | None] | None = None,
    wording: Wording | None = None,
) -> Answer:
    """Record or change the answer (SPEC G1). What is not given stays as it is; a part without a score is taken out.

    Raises NotAllowed for anybody but the one invited, NotNow after its time, Invalid at the fields.
    """
    with transaction.atomic():
        incident, row = _open(invitation, by, score, parts or {})
        return _keep(incident, row, by, score, comment=comment, parts=parts, wording=wording)


def confirm_itself(invitation: Invitation, *, by: Actor, score: int) -> bool:
    """Record the score of a link whose page confirmed itself; whether it was recorded.

    What somebody answered already is never changed so. Two links that contradict each other within minutes were
    followed by a machine: the first is taken back, and the page asks. Raises as ``answer`` does.
    """
    with transaction.atomic():
        incident, row = _open(invitation, by, score, {})
        given = Answer.objects.filter(invitation=row).first()
        if given is None:
            _keep(incident, row, by, score, is_sure=False)
        elif given.score != score:
            if not given.is_sure and by.at - given.at < SETTLES:
                _take_back(incident, row, given, by)
            return False
    return True


def _open(
    invitation: Invitation, by: Actor, score: int, parts: Mapping[Wording, int | None]
) -> tuple[Incident, Invitation]:
    """Both rows locked, the incident first as everywhere, and every reason to refuse looked at."""
    if by.person_id != invitation.person_id:
        raise NotAllowed
    if score not in Score.values or any(each not in (None, *Score.values) for each in parts.values()):
        raise Invalid({"score": _("Choose 1 to 5.")})
    incident = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.incident_id)
    row = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.pk)
    if not row.is_open(by.at):
        raise NotNow(_("The time to answer is over. Thank you all the same."))
    return incident, row


def _keep(
    incident: Incident, row: Invitation, by: Actor, score: int, *, comment: str | None = None,
    parts: Mapping[Wording, int | None] | None = None, wording: Wording | None = None, is_sure: bool = True,
) -> Answer:  # fmt: skip
    before, at = row.score, by.at
    told = {"score": score, "at": at, "via": by.via, "is_sure": is_sure}
    told |= {"comment": comment.strip()} if comment is not None else {}
    told |= {"wording": wording} if wording is not None else {}
    made, _new = Answer.objects.update_or_create(invitation=row, defaults=told)
    _rate_parts(made, parts or {})
    row.score, row.answered_at, row.next_at = score, row.answered_at or at, _judged_at(row, score, at)
    row.save(update_fields=["score", "answered_at", "next_at"])
    if before != score and not row.is_anonymous:
        begin(incident)
        record(incident, Answered(score=score), by=by)
    return made


def _rate_parts(made: Answer, parts: Mapping[Wording, int | None]) -> None:
    """One score for each question: in the words that were shown this time."""
    if not parts:
        return
    made.parts.filter(wording__question__in={wording.question_id for wording in parts}).delete()
    Part.objects.bulk_create(
        Part(answer=made, wording=wording, score=score) for wording, score in parts.items() if score
    )


def _judged_at(row: Invitation, score: int, at: datetime) -> datetime | None:
    policy = SurveyPolicy.of(row.service_id)
    return at + SETTLES if policy is not None and score <= policy.low_score else None


def _take_back(incident: Incident, row: Invitation, given: Answer, by: Actor) -> None:
    given.delete()
    row.score, row.answered_at, row.next_at = None, None, None
    row.save(update_fields=["score", "answered_at", "next_at"])
    if not row.is_anonymous:
        begin(incident)
        record(incident, TakenBack(score=given.score), by=by)
