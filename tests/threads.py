"""Several at once, each in a thread with a connection of its own; needs a database that commits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from records.refusals import Refusal


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads that start together; returns results, or the refusal that was raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[index] = act()
        except Exception as fault:
            results[index] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index, act)) for index, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    unexpected = [result for result in results if isinstance(result, Exception) and not isinstance(result, Refusal)]
    assert unexpected == []
    return results
