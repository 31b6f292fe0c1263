"""What every test may use."""

from __future__ import annotations

import pytest

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of ``tests/cast.py``, with their teams and two services."""
    return assemble()
