"""An import on several cores: each process takes every n-th case of the file; their outcomes and errors are joined."""

from __future__ import annotations

import csv
import heapq
import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection, connections

from incidents.importing.reading import open_log, rows
from incidents.importing.run import Outcome, Run

MOST = 4


def cores() -> int:
    """How many processes to use; one where a transaction is open, which processes cannot share."""
    return 1 if connection.in_atomic_block else min(MOST, os.cpu_count() or 1)


def import_together(run: Run, processes: int) -> Outcome:
    """Carry the run out in several processes; raises what ``Run.go`` raises."""
    with open_log(run.path) as log:
        next(rows(log, []), None)
    if processes == 1:
        return run.go()
    connections.close_all()
    context = multiprocessing.get_context("fork")
    queue: Any = context.SimpleQueue()
    parts = [
        replace(run, errors=_part(run.errors, n), part=n, parts=processes, outcome=Outcome()) for n in range(processes)
    ]
    workers = [context.Process(target=_work, args=(part, queue)) for part in parts]
    for worker in workers:
        worker.start()
    outcome = _gather(queue, workers, run.progress)
    _merge(parts, run.errors)
    return outcome


def _work(run: Run, queue: Any) -> None:
    run.progress = queue.put
    try:
        queue.put(run.go())
    except Exception as fault:
        queue.put(fault)
        raise
    finally:
        connections.close_all()


def _gather(queue: Any, workers: list[Any], progress: Callable[[int], None]) -> Outcome:
    outcome, left = Outcome(), len(workers)
    while left:
        said = queue.get()
        if isinstance(said, int):
            progress(said)
            continue
        left -= 1
        if isinstance(said, Exception):
            for worker in workers:
                worker.terminate()
            raise said
        outcome.join(said)
    for worker in workers:
        worker.join()
    return outcome


def _part(errors: Path, number: int) -> Path:
    return errors.with_name(f"{errors.name}.{number}")


def _merge(parts: list[Run], errors: Path) -> None:
    """The errors of all parts in the order of the file's lines."""
    with errors.open("w", newline="", encoding="utf-8") as sink:
        writer = csv.writer(sink)
        writer.writerow(["line", "number", "reason"])
        writer.writerows(row for _line, row in heapq.merge(*(_lines(part.errors) for part in parts)))
    for part in parts:
        part.errors.unlink()


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(newline="", encoding="utf-8") as source:
        reader = csv.reader(source)
        next(reader, None)
        for row in reader:
            yield int(row[0]), row
