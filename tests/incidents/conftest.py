from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from incidents.models import Incident
from records.models import Entry
from records.recording import fold

Recorded = Callable[[Incident, list[str]], None]


@pytest.fixture
def recorded() -> Callable[..., Iterator[None]]:
    """``with recorded(incident, [kinds]):`` – the act inside appends exactly these entries, and the fold still holds."""

    @contextmanager
    def check(incident: Incident, kinds: list[str]) -> Iterator[None]:
        before = incident.entry_number
        yield
        entries = Entry.objects.about(incident)
        assert [entry.kind.removeprefix("incident.") for entry in entries.after(before)] == kinds
        assert fold(entries) == told(incident)

    return check  # type: ignore[return-value]


def told(incident: Incident) -> dict[str, object]:
    """The row as it stands in the database, without its empty values."""
    row = Incident.objects.get(pk=incident.pk)
    return {name: value for name, value in row.snapshot().items() if value is not None}
