from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from notifications.outbox import backoff


@given(st.integers(min_value=1, max_value=1000))
def test_waits_grow_and_never_exceed_six_hours(attempts: int) -> None:
    assert timedelta(seconds=30) <= backoff(attempts) <= backoff(attempts + 1) <= timedelta(hours=6)
