"""Services and what stands on them (SPEC J3)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people.actions import add
from services.actions import change_service
from services.models import ConfigurationItem, Dependency, Service
from tests.cast import Cast


@pytest.fixture
def chain(db: None) -> list[Service]:
    """Power ← network ← e-mail and till ← shop; each needs the ones before."""
    made = {name: Service.objects.create(name=name) for name in ("power", "network", "mail", "till", "shop", "apart")}
    for needing, needed in (
        ("network", "power"),
        ("mail", "network"),
        ("till", "network"),
        ("shop", "till"),
        ("shop", "mail"),
    ):
        Dependency.objects.create(service=made[needing], depends_on=made[needed])
    return list(made.values())


@pytest.mark.parametrize(
    ("down", "hit"),
    [
        ("power", ["mail", "network", "shop", "till"]),
        ("network", ["mail", "shop", "till"]),
        ("mail", ["shop"]),
        ("shop", []),
        ("apart", []),
    ],
)
def test_what_is_down_takes_down_all_that_stands_on_it(chain: list[Service], down: str, hit: list[str]) -> None:
    assert [service.name for service in Service.objects.get(name=down).affected_by()] == hit


def test_however_many_steps_it_takes_one_query(chain: list[Service]) -> None:
    bottom = Service.objects.get(name="power")
    with CaptureQueriesContext(connection) as asked:
        assert len(bottom.affected_by()) == 4
    assert len(asked) == 1


def test_a_circle_that_came_in_past_the_door_does_not_hang(chain: list[Service]) -> None:
    Dependency.objects.create(service=Service.objects.get(name="power"), depends_on=Service.objects.get(name="shop"))
    assert "power" in {service.name for service in Service.objects.get(name="power").affected_by()}


def test_the_database_keeps_a_service_from_needing_itself(chain: list[Service]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Dependency.objects.create(service=chain[0], depends_on=chain[0])


def test_what_is_out_of_use_cannot_be_chosen_any_more(cast: Cast) -> None:
    by = cast.by("administrator")
    change_service(cast.service, by=by, fields={"is_active": False})
    add(ConfigurationItem(name="LPT-1", is_active=False), by=by)
    add(ConfigurationItem(name="LPT-2"), by=by)
    assert [service.name for service in Service.objects.active()] == ["Point of sale"]
    assert [item.name for item in ConfigurationItem.objects.active()] == ["LPT-2"]
