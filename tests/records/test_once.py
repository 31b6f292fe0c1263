"""A key stands for one request of one person."""

from __future__ import annotations

import pytest

from incidents.models import Incident
from records.once import earlier, once
from records.refusals import Invalid
from tests.cast import Cast
from tests.journeys import detected


def test_the_same_key_for_the_same_thing_acts_once(cast: Cast) -> None:
    by = cast.by("requester")
    first, acted = once(by, "k", lambda: detected(cast), asked="a")
    assert acted and earlier(by, "k", asked="a") == first
    assert once(by, "k", lambda: detected(cast), asked="a") == (first, False)
    assert Incident.objects.count() == 1


def test_the_same_key_for_something_else_is_refused(cast: Cast) -> None:
    by = cast.by("requester")
    once(by, "k", lambda: detected(cast), asked="a")
    with pytest.raises(Invalid):
        once(by, "k", lambda: detected(cast), asked="b")
    with pytest.raises(Invalid):
        earlier(by, "k", asked="b")


def test_a_key_of_another_and_no_key_are_nothing(cast: Cast) -> None:
    once(cast.by("requester"), "k", lambda: detected(cast))
    assert earlier(cast.by("colleague"), "k") is None
    assert earlier(cast.by("requester"), "") is None
    assert earlier(cast.by("monitor"), "k") is None
