"""The record cannot be changed, explains the state, and keeps what people wrote apart."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents import actions
from incidents.models import Incident
from records.history import history
from records.models import Entry, Message
from records.recording import fold, record
from records.refusals import OutsideAction, Refusal
from tests.cast import Cast
from tests.journeys import CLOSING, RESOLUTION, category, closed, code, detected, in_diagnosis, registered


@pytest.mark.parametrize("sql", ["UPDATE records_entry SET actor_name = 'x'", "DELETE FROM records_entry"])
def test_sql_can_neither_change_nor_delete_an_entry(cast: Cast, sql: str) -> None:
    registered(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_nothing_is_recorded_outside_a_transaction(real_cast: Cast) -> None:
    incident = detected(real_cast)
    what = Entry.objects.about(incident)[0].what
    with pytest.raises(OutsideAction):
        record(incident, what, by=real_cast.by("agent"))


def test_the_whole_life_reads_in_both_languages(cast: Cast) -> None:
    incident = closed(cast)
    for language, words in (
        ("en", "confirmed the solution in the portal"),
        ("id", "mengonfirmasi penyelesaian di portal"),
    ):
        with translation.override(language):
            assert words in [line.text for line in history(incident, internal=True)]


def test_the_public_history_leaves_out_what_is_internal(cast: Cast) -> None:
    incident = actions.comment(registered(cast), by=cast.by("agent"), text="secret", internal=True)
    said = [line.message.body for line in history(incident, internal=False) if line.message]
    assert "secret" not in said
    assert "secret" in [line.message.body for line in history(incident, internal=True) if line.message]


def test_the_history_takes_the_same_queries_however_long_it_is(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    incident = registered(cast)
    for turn in range(30):
        incident = actions.comment(incident, by=cast.by("agent"), text=f"note {turn}", internal=True)
    with django_assert_max_num_queries(9):
        assert len(history(incident, internal=True)) == 32


def test_an_erased_text_is_gone_and_the_record_stands(cast: Cast) -> None:
    incident = actions.comment(registered(cast), by=cast.by("requester"), text="My number is 0812")
    message = Message.objects.about(incident).get(role="reply")
    actions.erase(incident, by=cast.by("administrator"), message=message)
    actions.erase(incident, by=cast.by("administrator"))
    message.refresh_from_db()
    row = Incident.objects.get(pk=incident.pk)
    assert (message.body, message.author_name, row.description) == ("", "", "")
    assert [entry.kind for entry in Entry.objects.about(incident)][-3:] == [
        "incident.commented",
        "incident.erased",
        "incident.erased",
    ]


def test_only_an_administrator_erases(cast: Cast) -> None:
    with pytest.raises(Refusal):
        actions.erase(registered(cast), by=cast.by("agent"))


STEPS = {
    "classify": lambda cast, it: actions.classify(
        it, by=cast.by("agent"), kind="incident", category=category(), impact=1, urgency=3, team=cast.network
    ),
    "start": lambda cast, it: actions.start_diagnosis(it, by=cast.by("specialist")),
    "hand": lambda cast, it: actions.hand_over(it, by=cast.by("agent"), team=cast.desk, reason="x"),
    "person": lambda cast, it: actions.hand_over(it, by=cast.by("agent"), person=cast.other_specialist, reason="x"),
    "hold": lambda cast, it: actions.hold(it, by=cast.by("specialist"), reason="requester", question="?"),
    "answer": lambda cast, it: actions.comment(it, by=cast.by("requester"), text="answer"),
    "note": lambda cast, it: actions.comment(it, by=cast.by("agent"), text="note", internal=True),
    "resume": lambda cast, it: actions.resume(it, by=cast.by("agent")),
    "workaround": lambda cast, it: actions.record_workaround(it, by=cast.by("specialist"), text="x"),
    "resolve": lambda cast, it: actions.resolve(it, by=cast.by("specialist"), code=code(), **RESOLUTION),
    "reject": lambda cast, it: actions.reject(it, by=cast.by("requester"), text="no"),
    "confirm": lambda cast, it: actions.confirm(it, by=cast.by("requester")),
    "close": lambda cast, it: actions.close(it, by=cast.by("agent"), category=category(), **CLOSING),
    "reopen": lambda cast, it: actions.reopen(it, by=cast.by("agent"), reason="x"),
    "cancel": lambda cast, it: actions.cancel(it, by=cast.by("agent"), reason="not_an_incident"),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=14))
def test_whatever_is_done_the_entries_folded_are_the_row(cast: Cast, steps: list[str]) -> None:
    incident = registered(cast)
    for step in steps:
        before = Incident.objects.get(pk=incident.pk).entry_number
        try:
            incident = STEPS[step](cast, incident)
        except Refusal:
            assert Incident.objects.get(pk=incident.pk).entry_number == before
    row = Incident.objects.get(pk=incident.pk)
    assert fold(Entry.objects.about(row)) == {
        name: value for name, value in row.snapshot().items() if value is not None
    }


def test_those_concerned_read_plain_words_and_no_news_that_is_not_theirs(cast: Cast) -> None:
    incident = in_diagnosis(cast)
    classified = {"kind": "incident", "category": incident.category, "impact": 1, "urgency": 1, "team": cast.network}
    actions.classify(incident, by=cast.by("specialist"), **classified)
    told = [line.text for line in history(incident, internal=False)]
    assert "passed it to Jaringan" in told
    assert not [text for text in told if "P1" in text or "classified" in text or text == ""]
