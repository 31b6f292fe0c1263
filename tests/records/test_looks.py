"""Times, durations, sizes and fields as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from records.fields import FilesField
from records.templatetags.looks import exact, filesize_short, focus_id, initials, lasted, moment

NOW = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon_in_jakarta():  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False), timezone.override("Asia/Jakarta"), translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=-20), "just now"),
        (timedelta(minutes=-1), "1 min ago"),
        (timedelta(minutes=-59), "59 min ago"),
        (timedelta(hours=-1), "today 13:05"),
        (timedelta(hours=-15), "yesterday 23:05"),
        (timedelta(minutes=39, seconds=30), "in 40 min"),
        (timedelta(hours=5), "today 19:05"),
        (timedelta(days=1), "tomorrow 14:05"),
        (timedelta(days=-3), "17 Nov 14:05"),
        (timedelta(days=-400), "16 Oct 2025"),
    ],
)
def test_a_moment_reads_as_people_say_it(away: timedelta, words: str) -> None:
    assert f">{words}<" in str(moment(NOW + away))


def test_a_moment_carries_its_exact_time_and_zone() -> None:
    assert 'title="20 Nov 2026 14:05 WIB"' in str(moment(NOW))
    assert 'datetime="2026-11-20T07:05:00+00:00"' in str(moment(NOW))


def test_no_moment_is_a_dash() -> None:
    assert moment(None) == exact(None) == "–"


@pytest.mark.parametrize(
    ("took", "words"),
    [
        (timedelta(seconds=59), "0 m"),
        (timedelta(minutes=72), "1 h 12 m"),
        (timedelta(days=1, hours=3, minutes=59), "1 d 3 h"),
        (None, ""),
    ],
)
def test_a_duration_has_its_two_largest_units(took: timedelta | None, words: str) -> None:
    assert lasted(took) == words


@pytest.mark.parametrize(("name", "letters"), [("Dewi Lestari", "DL"), ("Sari", "S"), ("a b c", "AC"), ("", "")])
def test_initials_are_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_sizes_are_read_by_people() -> None:
    assert (filesize_short(10), filesize_short(48_211), filesize_short(2_400_000)) == ("1 kB", "48 kB", "2.4 MB")


class Sample(forms.Form):
    title = forms.CharField(help_text="One line.")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    files = FilesField()


def rendered(form: forms.Form, name: str) -> str:
    return Template("{% field bound %}").render(Context({"bound": form[name]}))


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    html = rendered(Sample({}), "title")
    assert 'aria-describedby="id_title-hint id_title-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title-hint"' in html and 'id="id_title-error"' in html
    assert 'for="id_title"' in html


def test_a_field_that_is_right_says_nothing_of_errors() -> None:
    assert "error" not in rendered(Sample(), "title")


def test_radios_stand_in_a_fieldset_and_are_found_from_the_summary() -> None:
    form = Sample({})
    assert "<fieldset" in rendered(form, "kind")
    assert f'id="{focus_id(form["kind"])}"' in rendered(form, "kind")


def test_files_know_the_largest_that_may_come(settings) -> None:  # type: ignore[no-untyped-def]
    settings.ATTACHMENT_MAX_BYTES = 5
    assert 'data-most-bytes="5"' in rendered(Sample(), "files")
