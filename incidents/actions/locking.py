"""Two incidents in one act: always locked in the order of their ids, so that two acts on a pair cannot wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from incidents.models import Incident


@contextmanager
def locked(*rows: Incident | None) -> Iterator[None]:
    """Hold these rows until the transaction ends; must run inside one."""
    ids = [row.pk for row in rows if row is not None]
    list(Incident.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk"))
    yield
