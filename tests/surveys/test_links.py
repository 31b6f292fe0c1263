"""Links that nobody can make but us, and that tell nothing (SPEC G1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.models import User
from surveys import links
from surveys.models import Invitation, new_token
from tests.cast import Cast


def test_a_link_leads_to_its_invitation_and_nothing_of_it_is_stored(invitation: Invitation) -> None:
    token = links.token_of(invitation)
    assert links.invited_by(token) == invitation
    assert Invitation.objects.get().token is None


def test_a_link_mailed_before_still_works(invitation: Invitation) -> None:
    token = new_token()
    Invitation.objects.update(token=token)
    assert links.invited_by(token) == invitation


@pytest.mark.parametrize("forge", [
    lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
    lambda token: f"{int(token.split('.')[0]) + 1}.{token.split('.')[1]}",
    lambda token: token.split(".")[0],
    lambda token: f"{token}.x",
    lambda token: token.replace(".", "-"),
    lambda token: "",
    lambda token: "." * 50,
    lambda token: "x" * 5000,
    lambda token: "١٢.abc",
])  # fmt: skip
def test_a_forged_link_leads_nowhere(invitation: Invitation, forge) -> None:  # type: ignore[no-untyped-def]
    assert links.invited_by(forge(links.token_of(invitation))) is None
    assert links.check_by(forge(links.token_of(invitation))) is None


@pytest.mark.django_db
@given(st.text(max_size=150))
def test_whatever_is_sent_as_a_link_is_refused_without_a_fault(text: str) -> None:
    assert links.invited_by(text) is None
    assert links.check_by(text) is None


def test_a_link_to_rate_is_none_to_confirm_and_the_other_way_round(cast: Cast, invitation: Invitation) -> None:
    assert links.check_by(links.token_of(invitation)) is None
    assert links.invited_by(links.check_token(1, 2, 3)) is None


def test_a_link_of_somebody_whose_account_ended_is_none(cast: Cast, invitation: Invitation) -> None:
    User.objects.filter(pk=cast.requester.pk).update(is_active=False)
    assert links.invited_by(links.token_of(invitation)) is None
