"""One bad row never stops a sweep, and what it did is taken back."""

import pytest
from django.db import Error

from records.sweeping import safely
from services.models import Service

pytestmark = pytest.mark.django_db


def _make(pk: int, name: str) -> int:
    Service.objects.create(pk=pk, name=name)
    return 1


def _fail(pk: int) -> int:
    _make(pk, "half done")
    raise Error("the row is broken")


def test_it_does_the_row_and_says_how_much() -> None:
    assert safely(_make, 71, "done") == 1
    assert Service.objects.filter(pk=71).exists()


def test_a_fault_is_taken_back_logged_and_put_off(caplog: pytest.LogCaptureFixture) -> None:
    put_off: list[int] = []
    assert safely(_fail, 72, put_off=put_off.append) == 0
    assert not Service.objects.filter(pk=72).exists()
    assert put_off == [72] and "_fail failed at 72" in caplog.text
