"""What happens to clocks when something is recorded; nothing else ever starts, pauses, meets or ends one (B3)."""

from __future__ import annotations

from django.utils import timezone

from incidents import entries as told
from incidents.choices import Source
from incidents.models import Incident
from people.entries import Added, Changed
from records.choices import ActorKind, Via
from records.models import Entry
from records.reactions import follows, reacts_to
from sla import clocks, recomputation, waiting
from sla.choices import Measure, Status
from sla.entries import DaysSet, HolidaysTaken, TermsSet
from sla.models import Agreement, Calendar

BY_VOICE = (Source.PHONE, Source.WALK_IN)


def _of(entry: Entry) -> Incident | None:
    """The incident, unless its past is imported: what was promised elsewhere is not judged here."""
    incident = entry.subject
    return incident if isinstance(incident, Incident) and entry.via != Via.IMPORT else None


@reacts_to(told.Detected)
def stand(entry: Entry) -> None:
    """Nothing is promised yet, but every incident stands somewhere, so that lists can be sorted by it."""
    if isinstance(entry.subject, Incident):
        clocks.stand_nowhere(entry.subject)


@reacts_to(told.Registered)
def start(entry: Entry) -> None:
    """Clocks begin. Whoever called has been answered: an agent spoke with them."""
    if incident := _of(entry):
        clocks.set_by_terms(incident, entry.at)
        if incident.source in BY_VOICE and entry.actor_kind == ActorKind.PERSON:
            clocks.meet(incident, [Measure.RESPONSE], entry.at)


@reacts_to(
    told.Classified, told.Reclassified, told.HandedOver, told.Amended, told.Approved, told.Held, told.Resumed
)  # fmt: skip
def set_anew(entry: Entry) -> None:
    """Other terms hold, a hold begins or ends: reckoned from the beginning, pauses carried over."""
    if incident := _of(entry):
        clocks.set_by_terms(incident, entry.at)


@reacts_to(told.Held)
def wait(entry: Entry) -> None:
    """Reminders begin."""
    if incident := _of(entry):
        waiting.start(incident, entry.at)


@reacts_to(told.Resumed, told.Resolved, told.Cancelled)
def wait_no_more(entry: Entry) -> None:
    """No reminder is needed any more."""
    if incident := _of(entry):
        waiting.end(incident)


@reacts_to(told.Commented, told.WorkaroundRecorded, told.Held)
def answer(entry: Entry) -> None:
    """A person of the desk told the requester something: no automatic reply counts."""
    if (incident := _of(entry)) and _is_an_answer(entry):
        clocks.updated(incident, entry.at)


@reacts_to(told.DiagnosisStarted)
def taken_up(entry: Entry) -> None:
    """Where a machine reported it nobody waits for a word: that a person took it up is the response."""
    if (incident := _of(entry)) and incident.requester_id is None and entry.actor_kind == ActorKind.PERSON:
        clocks.meet(incident, [Measure.RESPONSE], entry.at)


@reacts_to(told.Resolved)
def solved(entry: Entry) -> None:
    """The promise is kept, or was broken; until it comes back nothing more is due."""
    if incident := _of(entry):
        clocks.end_all(incident, entry.at)


@reacts_to(told.Rejected, told.Reopened)
def came_back(entry: Entry) -> None:
    """The clock goes on with the time it has used."""
    if incident := _of(entry):
        clocks.go_on(incident, entry.at)
        clocks.set_by_terms(incident, entry.at)


@reacts_to(told.Unmerged)
def stands_for_itself(entry: Entry) -> None:
    """It was no duplicate: it is promised what it was promised when it was registered."""
    if incident := _of(entry):
        clocks.set_by_terms(incident, entry.at)


@reacts_to(told.Cancelled)
def cancelled(entry: Entry) -> None:
    """Nothing is promised about what was none."""
    if incident := _of(entry):
        clocks.end_all(incident, entry.at, Status.CANCELLED)


def _is_an_answer(entry: Entry) -> bool:
    if entry.actor_kind != ActorKind.PERSON:
        return False
    if entry.kind == told.Commented.code:
        return bool(entry.data.get("by_desk")) and entry.visibility == "public"
    return entry.kind != told.Held.code or (entry.message_id is not None and entry.data.get("reason") == "requester")


@follows(Added, Changed, TermsSet, DaysSet, HolidaysTaken)
def reckon_anew(entry: Entry) -> None:
    """An agreement or a calendar changed: what is running is reckoned from its beginning, what is over stays."""
    if isinstance(entry.subject, Agreement | Calendar):
        now = timezone.now()
        recomputation.ask(now)
        recomputation.work(now, limit=recomputation.AT_ONCE)
