"""Services change through one door; what they need never needs them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from people.actions import add, change
from people.actors import actor_for
from people.models import User
from records.history import history
from records.models import Entry
from records.refusals import Changed, Invalid, NotAllowed, Refusal
from services.actions import change_service
from services.models import ConfigurationItem, Dependency, Service
from tests.cast import Cast
from tests.threads import at_once


def test_what_a_service_needs_is_recorded_by_name(cast: Cast) -> None:
    by = cast.by("administrator")
    network = add(Service(name="Network"), by=by)
    change_service(cast.service, by=by, fields={"is_core": True}, related={"depends_on": [network]})
    change_service(cast.service, by=by, fields={}, related={"depends_on": []})
    told = [line.text for line in history(cast.service, internal=True)]
    assert told == ["changed Core function, Depends on (+ Network)", "changed Depends on (− Network)"]


def test_a_new_service_may_need_others(cast: Cast) -> None:
    made = add(Service(name="Web shop"), by=cast.by("administrator"), related={"depends_on": [cast.core]})
    assert [service.name for service in cast.core.affected_by()] == ["Web shop"]
    assert history(made, internal=True)[0].text == "added this (+ Point of sale)"


def test_a_circle_is_refused_at_its_field_and_nothing_changes(cast: Cast) -> None:
    by = cast.by("administrator")
    bottom = add(Service(name="Network"), by=by)
    change_service(cast.service, by=by, fields={}, related={"depends_on": [bottom]})
    change_service(cast.core, by=by, fields={}, related={"depends_on": [cast.service]})
    for needed in (cast.core, cast.service, bottom):
        with pytest.raises(Invalid) as refused:
            change_service(bottom, by=by, fields={"description": "x"}, related={"depends_on": [needed]})
        assert needed.name in refused.value.errors["depends_on"][0]
    assert Service.objects.get(pk=bottom.pk).description == ""
    assert not Dependency.objects.filter(service=bottom).exists()


def test_two_halves_of_a_circle_at_once_do_not_both_succeed(real_cast: Cast) -> None:
    cast = real_cast
    by = actor_for(User.objects.get(pk=cast.administrator.pk))

    def needs(service: Service, needed: Service) -> Callable[[], Service]:
        return lambda: change_service(service, by=by, fields={}, related={"depends_on": [needed]})

    results = at_once(needs(cast.service, cast.core), needs(cast.core, cast.service))
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert Dependency.objects.count() == 1


def test_who_did_not_see_the_latest_change_is_told_of_it(cast: Cast) -> None:
    by = cast.by("administrator")
    change_service(cast.service, by=by, fields={"description": "Mail"}, seen=0)
    with pytest.raises(Changed):
        change_service(cast.service, by=by, fields={"description": "Post"}, seen=0)


@pytest.mark.parametrize("who", ["requester", "agent", "service_owner", "monitor"])
def test_only_an_administrator_changes_services_and_items(cast: Cast, who: str) -> None:
    item = add(ConfigurationItem(name="SRV-1"), by=cast.by("administrator"))
    with pytest.raises(NotAllowed):
        change_service(cast.service, by=cast.by(who), fields={"name": "x"})
    with pytest.raises(NotAllowed):
        change(item, by=cast.by(who), fields={"name": "x"})


def test_an_item_says_which_services_it_became_part_of(cast: Cast) -> None:
    by = cast.by("administrator")
    item = add(ConfigurationItem(name="SRV-1", kind="server"), by=by, related={"services": [cast.service]})
    change(item, by=by, fields={"location": "Rack 4"}, related={"services": [cast.core]})
    last = Entry.objects.about(item).last()
    assert last is not None
    assert last.data["relations"]["services"] == {
        "of": "service",
        "added": [cast.core.pk],
        "removed": [cast.service.pk],
    }
    assert last.changes == {"location": ["", "Rack 4"]}
