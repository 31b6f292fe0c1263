"""What every test may use."""

from __future__ import annotations

import pytest
from hypothesis import settings as laws
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, assemble
from tests.defaults import ensure

laws.register_profile("tanggap", deadline=None)  # a law says what holds, never how fast the machine is
laws.load_profile("tanggap")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A database that an earlier run emptied gets its defaults back."""
    with django_db_blocker.unblock():
        ensure()


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of ``tests/cast.py``, with their teams and two services."""
    return assemble()


@pytest.fixture
def real_db(transactional_db: None) -> None:
    """A database that commits, so that threads, servers and workers see it; emptied afterwards."""
    ensure()


@pytest.fixture
def real_cast(real_db: None) -> Cast:
    """The cast, where other threads and processes can see it."""
    return assemble()
