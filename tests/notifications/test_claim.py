"""However PostgreSQL plans it, a claim takes no more than it was asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notifications import outbox
from notifications.models import OutboxRow


def queue(first: int, last: int) -> None:
    due_at = timezone.now() - timedelta(minutes=1)
    OutboxRow.objects.bulk_create(
        OutboxRow(kind="mail", key=f"k{n}", payload={}, due_at=due_at) for n in range(first, last)
    )


@pytest.mark.django_db
def test_a_table_that_looks_empty_to_the_planner_is_claimed_row_by_row() -> None:
    queue(0, 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE notifications_outboxrow")
    queue(1, 9)
    assert len(outbox.claim("mail", 1, timezone.now())) == 1
    assert len(outbox.claim("mail", 3, timezone.now())) == 3
    assert OutboxRow.objects.filter(attempts=0).count() == 5
