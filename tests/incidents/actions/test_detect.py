"""Who may report, and for whom."""

from __future__ import annotations

import pytest

from incidents import actions
from incidents.models import Incident
from records.refusals import NotAllowed
from tests.cast import Cast


@pytest.mark.parametrize("who", ["requester", "colleague", "specialist", "manager"])
def test_nobody_reports_for_another_without_the_right_to_register_for_everybody(cast: Cast, who: str) -> None:
    by = cast.by(who)
    with pytest.raises(NotAllowed):
        actions.report(by=by.for_person(cast.stranger.pk), source="api", description="x", requester=cast.stranger)
    assert Incident.objects.count() == 0
    assert actions.report(by=by.for_person(by.person_id), source="api", description="x").state == "detected"


@pytest.mark.parametrize("who", ["agent", "incident_manager", "monitor"])
def test_whoever_registers_for_everybody_does(cast: Cast, who: str) -> None:
    by = cast.by(who).for_person(cast.stranger.pk)
    assert actions.report(by=by, source="phone", description="x", requester=cast.stranger).requester == cast.stranger


@pytest.mark.parametrize("handle", ["T-²", "t-٣", "T-" + "9" * 40, "\x00", "INC-\ud800", ""])
def test_what_is_no_reference_finds_nothing(cast: Cast, handle: str) -> None:
    actions.report(by=cast.by("agent"), source="phone", description="x")
    assert not Incident.objects.filter(Incident.by_handle(handle)).exists()
