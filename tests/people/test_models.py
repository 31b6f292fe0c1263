"""Accounts: one e-mail one account, how people are addressed, what is remembered of them."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.models.user import known_time_zone
from tests.cast import Cast


@pytest.mark.parametrize("typed", ["agent@cast.example", "AGENT@Cast.Example", "  Agent@cast.example "])
def test_capitals_and_blanks_in_the_e_mail_do_not_matter_at_sign_in(cast: Cast, typed: str) -> None:
    assert authenticate(username=typed, password="demo") == cast.agent


def test_two_accounts_never_share_an_e_mail(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Agent@CAST.example", name="Another")])


@pytest.mark.parametrize(
    ("name", "initials", "first"),
    [("Dewi Lestari", "DL", "Dewi"), ("Budi", "B", "Budi"), ("Raden Ajeng Kartini", "RK", "Raden"), ("ali baba", "AB", "ali")],
)  # fmt: skip
def test_a_name_gives_initials_and_a_form_of_address(name: str, initials: str, first: str) -> None:
    person = User(name=name)
    assert (str(person), person.initials, person.first_name_word, person.get_short_name()) == (
        name,
        initials,
        first,
        first,
    )


def test_without_a_password_nobody_signs_in(db: None) -> None:
    User.objects.create_user("quiet@example.com", name="Quiet")
    assert authenticate(username="quiet@example.com", password="") is None
    assert not User.objects.get(email="quiet@example.com").has_usable_password()


@pytest.mark.parametrize("name", ["Asia/Jakarta", "UTC", "Asia/Makassar"])
def test_a_time_zone_that_exists_is_taken(name: str) -> None:
    known_time_zone(name)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "asia\x00jakarta"])
def test_a_time_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        known_time_zone(name)


def test_teams_and_rights_are_asked_once_per_account(cast: Cast) -> None:
    person = User.objects.get(pk=cast.specialist.pk)
    with CaptureQueriesContext(connection) as asked:
        for _turn in range(3):
            assert person.team_ids == {cast.network.pk}
            assert person.right_scopes["classify"] == {"any"}
    assert len(asked) == 2
