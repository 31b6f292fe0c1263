"""Words find what was written, in both languages, from their beginnings, with typing errors; never what one may not read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents import actions
from incidents.finding import text
from incidents.models import Incident, SearchText
from people.models import User
from records.models import Message
from tests.cast import Cast
from tests.journeys import in_diagnosis, registered


def hits(asked: str, user: User) -> list[Incident]:
    return text.ranked(asked, user, 20)[0]


def listed(asked: str, user: User) -> set[int]:
    return set(Incident.visible_to(user).filter(text.matching(asked, user)).values_list("pk", flat=True))


@pytest.fixture
def printer(cast: Cast) -> Incident:
    row = registered(cast, title="Printer kantor macet", description="Kertas tersangkut saat mencetak struk belanja.")
    registered(cast, title="VPN tidak tersambung", description="The connection drops after connecting twice.")
    text.learn()
    return row


@pytest.mark.parametrize(
    "asked",
    [
        "printer", "PRINTER", "print", "pri", "kertas", "tersangkut", "cetak", "mencetakkan", "printer kertas",
        "yang printer di kantor", "prinetr", "priner", "prnter kertas", '"printer"', "printer!", "struk-belanja",
    ],
)  # fmt: skip
def test_words_beginnings_stems_and_slips_find_it(asked: str, printer: Incident, cast: Cast) -> None:
    assert [row.pk for row in hits(asked, cast.agent)] == [printer.pk]
    assert listed(asked, cast.agent) == {printer.pk}


@pytest.mark.parametrize("asked", ["connect", "connections", "connecting drop"])
def test_english_stems_too(asked: str, printer: Incident, cast: Cast) -> None:
    assert [row.title for row in hits(asked, cast.agent)] == ["VPN tidak tersambung"]


@pytest.mark.parametrize("asked", ["printer vpn", "monitor", "x", "'; DROP TABLE", "***", "", "kert'us:*"])
def test_what_does_not_occur_is_not_found(asked: str, printer: Incident, cast: Cast) -> None:
    assert hits(asked, cast.agent) == []


def test_a_minus_leaves_words_out(printer: Incident, cast: Cast) -> None:
    other = registered(cast, title="Printer lambat")
    assert listed("printer -macet", cast.agent) == {other.pk}
    assert listed('printer -"kertas tersangkut"', cast.agent) == {other.pk}
    assert printer.pk not in listed("-printer", cast.agent)


def test_what_looks_like_a_reference_and_is_none_is_looked_for_as_words(cast: Cast) -> None:
    row = registered(cast, description="HP-1020 tidak menyala.")
    assert listed("HP-1020", cast.agent) == {row.pk}


def test_suggestions_tell_nobody_what_stands_in_notes_or_secrets(cast: Cast) -> None:
    row = registered(cast)
    actions.comment(row, by=cast.by("agent"), text="Kemungkinan pelecehan.", internal=True)
    secret = in_diagnosis(cast, description="Pencurian data.")
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    text.learn()
    assert text.wanted("pelecehn pencurin").meant == {}
    said = registered(cast, description="Monitor berkedip.")
    text.learn()
    assert text.wanted("berkedp").meant == {"berkedp": ("berkedip",)}
    actions.erase(said, by=cast.by("administrator"))
    message = Message.objects.about(said).get()
    actions.erase(said, by=cast.by("administrator"), message=message)
    text.learn_anew()
    assert text.wanted("berkedp").meant == {}


def test_the_reference_comes_first(printer: Incident, cast: Cast) -> None:
    registered(cast, description=f"Same as {printer.handle}.")
    assert hits(printer.handle.lower(), cast.agent)[0].pk == printer.pk
    assert printer.pk in listed(printer.handle, cast.agent)


def test_what_is_said_later_is_found_at_once_and_what_is_erased_no_more(printer: Incident, cast: Cast) -> None:
    actions.comment(printer, by=cast.by("agent"), text="Rol karet diganti.", internal=True)
    assert listed("karet", cast.agent) == {printer.pk}
    message = Message.objects.about(printer).get(body="Rol karet diganti.")
    actions.erase(printer, by=cast.by("administrator"), message=message)
    assert listed("karet", cast.agent) == set()
    actions.amend(printer, by=cast.by("agent"), title="Faks macet")
    assert listed("faks", cast.agent) == {printer.pk}
    actions.erase(printer, by=cast.by("administrator"))
    assert listed("faks", cast.agent) == listed("kertas", cast.agent) == set()


def test_a_hit_tells_nobody_what_stands_in_a_note(printer: Incident, cast: Cast) -> None:
    actions.comment(printer, by=cast.by("agent"), text="Pelapor tampaknya marah.", internal=True)
    assert listed("marah", cast.requester) == set()
    assert hits("marah", cast.requester) == []
    assert listed("kertas", cast.requester) == {printer.pk}
    assert listed("marah", cast.agent) == {printer.pk}


def test_what_one_may_not_see_is_not_found(cast: Cast) -> None:
    secret = in_diagnosis(cast, title="Gaji bocor", description="Daftar gaji terlihat.")
    actions.restrict(secret, by=cast.by("specialist"), people=[])
    assert hits("gaji", cast.agent) == []
    assert hits(secret.handle, cast.agent) == []
    assert [row.pk for row in hits("gaji", cast.specialist)] == [secret.pk]
    assert hits("gaji", cast.stranger) == []


def test_found_words_are_marked(printer: Incident, cast: Cast) -> None:
    [found] = hits("priner kertas", cast.agent)
    assert "\ue000Printer\ue001" in found.found_title
    assert "\ue000Kertas\ue001" in found.found_text


def test_every_incident_has_its_words(cast: Cast) -> None:
    rows = [registered(cast), in_diagnosis(cast)]
    assert set(SearchText.objects.values_list("pk", flat=True)) == {row.pk for row in rows}


def test_a_very_long_text_is_taken_in(cast: Cast) -> None:
    words = " ".join(f"kata{number}" for number in range(40_000))
    row = registered(cast, description=f"permulaan {words}")
    assert listed("permulaan", cast.agent) == {row.pk}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=60).map(lambda said: said.replace("\x00", "")))
def test_whatever_is_asked_there_is_an_answer(asked: str, cast: Cast) -> None:
    hits(asked, cast.agent)
    listed(asked, cast.agent)
