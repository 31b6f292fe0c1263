"""Two people, a mail and a machine at once, on a real PostgreSQL: one consistent record, nothing lost, nothing doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from incidents import actions
from incidents.models import Incident
from notifications import outbox
from notifications.models import DemoMail, OutboxRow
from records.models import Entry
from records.once import once
from records.recording import fold
from records.references import next_reference
from records.refusals import Refusal
from tests.cast import Cast
from tests.journeys import RESOLUTION, category, code, in_diagnosis, registered, resolved
from tests.threads import at_once


def holds(incident: Incident) -> None:
    """The record explains the row, without a hole."""
    row = Incident.objects.get(pk=incident.pk)
    entries = list(Entry.objects.about(row))
    assert [entry.number for entry in entries] == list(range(1, row.entry_number + 1))
    assert fold(entries) == {name: value for name, value in row.snapshot().items() if value is not None}


def test_of_two_who_resolve_at_once_one_is_told_that_it_is_done(real_cast: Cast) -> None:
    cast, incident = real_cast, in_diagnosis(real_cast)

    def resolve(who: str) -> Callable[[], Incident]:
        return lambda: actions.resolve(incident, by=cast.by(who), code=code(), **RESOLUTION)

    results = at_once(resolve("specialist"), resolve("other_specialist"))
    assert sum(isinstance(result, Refusal) for result in results) == 1
    holds(incident)


def test_everyone_acts_at_once_and_the_record_is_whole(real_cast: Cast) -> None:
    cast, incident = real_cast, in_diagnosis(real_cast)
    at_once(
        lambda: actions.comment(incident, by=cast.by("requester"), text="still?"),
        lambda: actions.comment(incident, by=cast.by("agent"), text="note", internal=True),
        lambda: actions.hold(incident, by=cast.by("specialist"), reason="supplier"),
        lambda: actions.classify(
            incident, by=cast.by("agent"), kind="incident", category=category(), impact=1, urgency=1, team=cast.network
        ),
        lambda: actions.resolve(incident, by=cast.by("monitor"), code=code(), **RESOLUTION),
        lambda: actions.cancel(incident, by=cast.by("incident_manager"), reason="not_an_incident"),
    )
    holds(incident)


def test_confirm_and_reject_at_once_leave_one_of_them(real_cast: Cast) -> None:
    cast, incident = real_cast, resolved(real_cast)
    at_once(
        lambda: actions.confirm(incident, by=cast.by("requester")),
        lambda: actions.reject(incident, by=cast.by("requester"), text="no"),
    )
    holds(incident)


def test_two_that_name_each_other_as_duplicates_do_not_wait_for_ever(real_cast: Cast) -> None:
    cast, first, second = real_cast, registered(real_cast), registered(real_cast)

    def cancel(one: Incident, other: Incident) -> Callable[[], Incident]:
        return lambda: actions.cancel(one, by=cast.by("agent"), reason="duplicate", original=other)

    results = at_once(cancel(first, second), cancel(second, first))
    assert sum(isinstance(result, Refusal) for result in results) == 1
    holds(first)
    holds(second)


def test_references_never_clash(real_db: None) -> None:
    given = at_once(*[lambda: [next_reference("INC") for _turn in range(20)] for _thread in range(8)])
    assert Counter(reference for some in given for reference in some).most_common(1)[0][1] == 1


def test_a_form_sent_twice_at_once_acts_once(real_cast: Cast) -> None:
    cast, incident = real_cast, registered(real_cast)

    def send() -> tuple[Incident, bool]:
        by = cast.by("agent")
        return once(by, "the-key", lambda: actions.comment(incident, by=by, text="hello"))

    results = at_once(send, send, send)
    assert sorted(acted for _incident, acted in results) == [False, False, True]
    assert Entry.objects.about(incident).filter(kind="incident.commented").count() == 1


def test_two_workers_deliver_each_mail_once(real_cast: Cast) -> None:
    for _turn in range(10):
        registered(real_cast)
    at_once(*[lambda: outbox.deliver("mail") for _worker in range(4)])
    assert OutboxRow.objects.filter(kind="mail", done_at=None).count() == 0
    assert DemoMail.objects.count() == 10
    assert set(OutboxRow.objects.filter(kind="mail").values_list("attempts", flat=True)) == {1}
