"""Two incidents in one act: always locked in the order of their ids, so that two acts on a pair cannot wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from incidents.models import Incident
from records.actors import Actor
from records.entries import Kind
from records.recording import begin, record


@contextmanager
def locked(*rows: Incident | None) -> Iterator[None]:
    """Hold these rows until the transaction ends; must run inside one."""
    ids = [row.pk for row in rows if row is not None]
    list(Incident.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk"))
    yield


def note_on(pk: int, what: Kind, by: Actor) -> None:
    """Append an entry to the other incident of an act, as it is now and locked; must run inside a transaction."""
    other = Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
    begin(other)
    record(other, what, by=by)
