"""Whose open pages are told to look again (SPEC J5: not those who may not know)."""

from __future__ import annotations

from incidents import actions
from incidents.models import Incident
from notifications.live import person
from records.models import Entry
from tests.cast import Cast
from tests.journeys import registered


def rung(incident: Incident) -> set[str]:
    return incident.doorbells(Entry.objects.about(incident).reverse()[0])


def test_the_desk_hears_of_everything_and_the_requester_of_what_is_public(cast: Cast) -> None:
    incident = registered(cast)
    assert rung(incident) == {"desk", person(cast.requester.pk)}
    actions.comment(incident, by=cast.by("agent"), text="Between us.", internal=True)
    assert rung(incident) == {"desk"}


def test_of_a_confidential_one_only_those_hear_who_may_know(cast: Cast) -> None:
    incident = registered(cast)
    Incident.objects.filter(pk=incident.pk).update(is_confidential=True)
    incident.refresh_from_db()
    incident.named.set([cast.agent, cast.requester])
    assert rung(incident) == {person(cast.agent.pk), person(cast.requester.pk)}
