"""Watching, working together, being called by name, time spent, answers kept ready: each told to whom it concerns."""

from __future__ import annotations

import pytest

from incidents import actions
from incidents.mentions import mentioned
from incidents.models import CannedAnswer, Incident, TimeSpent
from notifications.models import Notice
from people.actions import add
from records.models import Entry, Message
from records.refusals import Invalid, NotAllowed, NotNow
from tests.cast import Cast
from tests.journeys import closed, in_diagnosis


def told(cast: Cast, name: str) -> list[str]:
    return list(Notice.objects.filter(person=getattr(cast, name)).order_by("pk").values_list("occasion", flat=True))


def fresh(row: Incident) -> Incident:
    return Incident.objects.get(pk=row.pk)


def test_whoever_watches_is_told_until_they_watch_no_longer(cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.watch(row, by=cast.by("incident_manager"))
    actions.watch(row, by=cast.by("incident_manager"))
    actions.comment(row, by=cast.by("agent"), text="Cable ordered.", internal=True)
    assert told(cast, "incident_manager") == ["watched"]
    actions.unwatch(row, by=cast.by("incident_manager"))
    actions.comment(row, by=cast.by("agent"), text="It came.", internal=True)
    assert told(cast, "incident_manager") == ["watched"]
    assert Entry.objects.about(row).filter(kind="incident.watched").count() == 1


def test_two_work_on_it_together(cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.pair(row, by=cast.by("specialist"), person=cast.other_specialist)
    assert told(cast, "other_specialist") == ["paired"]
    actions.comment(row, by=cast.by("agent"), text="Look at port 3.", internal=True)
    assert told(cast, "other_specialist") == ["paired", "watched"]
    with pytest.raises(Invalid):
        actions.pair(row, by=cast.by("agent"), person=cast.specialist)
    with pytest.raises(Invalid):
        actions.pair(row, by=cast.by("agent"), person=cast.requester)
    actions.unpair(row, by=cast.by("specialist"), person=cast.other_specialist)
    assert not row.participants.exists()
    with pytest.raises(NotNow):
        actions.pair(closed(cast), by=cast.by("agent"), person=cast.other_specialist)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Tono Prasetyo look", ["other_specialist"]),
        ("ask @tono prasetyo, please", ["other_specialist"]),
        ("(@Tono Prasetyo) and @Budi Santoso.", ["other_specialist", "agent"]),
        ("mail to tono@Prasetyo.example", []),
        ("@Tono", []),
        ("@Tono Prasetyo S.Kom. look", ["other_specialist"]),
        ("@Dewi Lestari reported it", []),
        ("@ nobody @@ @1", []),
    ],
)
def test_people_of_the_desk_are_called_by_their_whole_name(text: str, names: list[str], cast: Cast) -> None:
    assert mentioned(text) == sorted(getattr(cast, name).pk for name in names)


def test_who_is_called_is_told_and_what_is_confidential_stays_so(cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.comment(row, by=cast.by("specialist"), text="@Tono Prasetyo, any idea?", internal=True)
    assert told(cast, "other_specialist") == ["mentioned"]
    actions.restrict(row, by=cast.by("specialist"), people=[])
    actions.comment(row, by=cast.by("specialist"), text="@Tono Prasetyo, any idea now?", internal=True)
    assert told(cast, "other_specialist") == ["mentioned"]


def test_requesters_call_nobody(cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.comment(row, by=cast.by("requester"), text="@Tono Prasetyo please help")
    assert told(cast, "other_specialist") == []


def test_time_is_noted_by_whoever_spent_it(cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.note_time(row, by=cast.by("specialist"), minutes=25)
    actions.note_time(row, by=cast.by("agent"), minutes=5)
    assert sum(TimeSpent.objects.filter(incident=row).values_list("minutes", flat=True)) == 30
    for wrong in (None, 0, -1, 1441):
        with pytest.raises(Invalid):
            actions.note_time(row, by=cast.by("agent"), minutes=wrong)
    with pytest.raises(NotAllowed):
        actions.note_time(row, by=cast.by("requester"), minutes=5)


def test_a_macro_asks_and_waits_for_the_answer(cast: Cast) -> None:
    ask = CannedAnswer(
        name="Ask for a picture", indonesian="Gambar?", english="A picture?", hold_reason="requester", hold_days=3
    )
    add(ask, by=cast.by("administrator"))
    row = actions.answer(in_diagnosis(cast), by=cast.by("agent"), text="A picture, please?", macro=ask)
    assert (row.hold_reason, row.hold_question.body) == ("requester", "A picture, please?")
    assert row.hold_until is not None
    actions.comment(row, by=cast.by("requester"), text="Here it is.")
    assert not fresh(row).is_on_hold


def test_a_macro_hands_over_all_or_nothing(cast: Cast) -> None:
    give = CannedAnswer(name="To the vendor", indonesian="Diteruskan.", english="Passed on.", hand_over_to=cast.vendor)
    add(give, by=cast.by("administrator"))
    row = in_diagnosis(cast)
    actions.answer(row, by=cast.by("agent"), text="We passed it on.", macro=give)
    assert fresh(row).owning_team == cast.vendor
    again = Message.objects.about(row).count()
    with pytest.raises(Invalid):
        actions.answer(row, by=cast.by("agent"), text="Once more.", macro=give)
    assert Message.objects.about(row).count() == again


def test_a_note_with_a_macro_stays_a_note(cast: Cast) -> None:
    ask = CannedAnswer(name="Ask", indonesian="?", english="?", hold_reason="requester")
    add(ask, by=cast.by("administrator"))
    row = actions.answer(in_diagnosis(cast), by=cast.by("agent"), text="They seem angry.", internal=True, macro=ask)
    assert not row.is_on_hold
    assert [message.visibility for message in Message.objects.about(row).filter(body="They seem angry.")] == [
        "internal"
    ]


def test_who_may_not_see_it_is_told_nothing_and_not_asked_in(cast: Cast) -> None:
    row = in_diagnosis(cast)
    actions.comment(row, by=cast.by("agent"), text="@Andi Nugroho look", internal=True)
    assert told(cast, "supplier") == []
    with pytest.raises(Invalid):
        actions.pair(row, by=cast.by("agent"), person=cast.supplier)
    assert not row.participants.exists()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"english": "Hello {{ nobody }}"}, "english"),
        ({"indonesian": "Halo {{"}, "indonesian"),
        ({"hold_reason": "supplier", "hand_over": True}, "hand_over_to"),
    ],
)
def test_a_canned_answer_that_cannot_work_is_refused(wrong: dict[str, object], where: str, cast: Cast) -> None:
    given = {"name": "x", "indonesian": "a", "english": "b", **wrong}
    if given.pop("hand_over", False):
        given["hand_over_to"] = cast.vendor
    with pytest.raises(Invalid) as refused:
        add(CannedAnswer(**given), by=cast.by("administrator"))
    assert where in refused.value.errors
