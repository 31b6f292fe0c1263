"""One run of an import: reads, maps, replays, counts. Safe to interrupt and to run again; memory stays constant."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from incidents.importing.reading import Case, Problem, cases, open_log
from incidents.importing.replay import SOURCE, replay
from incidents.importing.steps import Mapping
from incidents.importing.world import World
from incidents.models import SourceKey
from records.refusals import Refusal

BATCH = 200


@dataclass
class Outcome:
    """What a run did; ``summary`` is what DESIGN, Contracts names."""

    rows: int = 0
    incidents: int = 0
    skipped: int = 0
    errors: int = 0
    reopened: int = 0
    handovers: int = 0
    states: Counter[str] = field(default_factory=Counter)
    priorities: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    def join(self, other: Outcome) -> None:
        """Add what another part of the same import did."""
        for name in ("rows", "incidents", "skipped", "errors", "reopened", "handovers"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.states += other.states
        self.priorities += other.priorities

    def summary(self) -> dict[str, Any]:
        """Counts of this run; ``seconds`` is how long it took."""
        return {
            "rows": self.rows,
            "incidents": self.incidents,
            "skipped": self.skipped,
            "errors": self.errors,
            "states": dict(sorted(self.states.items())),
            "priorities": dict(sorted(self.priorities.items())),
            "reopened": self.reopened,
            "handovers": self.handovers,
            "seconds": round(time.monotonic() - self.started, 1),
        }


@dataclass
class Run:
    """An import of one file, or of every ``parts``-th case of it. ``progress`` is told the number of rows of each case."""

    path: Path
    zone: tzinfo
    errors: Path
    dry_run: bool = False
    progress: Callable[[int], None] = lambda rows: None
    part: int = 0
    parts: int = 1
    outcome: Outcome = field(default_factory=Outcome)

    def go(self) -> Outcome:
        """Import what is not there yet; raises NotThisLog where the file is no such log, OSError where it cannot be read."""
        problems: list[Problem] = []
        world = World()
        with open_log(self.path) as log, self.errors.open("w", newline="", encoding="utf-8") as sink:
            writer = csv.writer(sink)
            writer.writerow(["line", "number", "reason"])
            mine = islice(cases(log, problems), self.part, None, self.parts)
            for batch in _batches(mine):
                known = self._known(batch)
                for case in batch:
                    self._case(case, case.number in known, world, problems)
                self.outcome.errors += len(problems)
                writer.writerows((each.line, each.number, each.reason) for each in problems)
                problems.clear()
            self.outcome.errors += len(problems)
            writer.writerows((each.line, each.number, each.reason) for each in problems)
        return self.outcome

    def _known(self, batch: list[Case]) -> set[str]:
        found = SourceKey.objects.filter(source=SOURCE, key__in=[case.number for case in batch])
        return set(found.values_list("key", flat=True))

    def _case(self, case: Case, is_known: bool, world: World, problems: list[Problem]) -> None:
        self.outcome.rows += len(case.rows)
        self.progress(len(case.rows))
        if is_known:
            self.outcome.skipped += 1
            return
        mapping = Mapping(case, self.zone).run()
        problems.extend(mapping.problems)
        if not mapping.steps:
            return
        try:
            if not self.dry_run:
                world.prepare(case, mapping.steps)
                replay(case, mapping.steps, world)
        except (Refusal, DatabaseError) as fault:
            problems.append(Problem(case.rows[0].line, case.number, f"not imported: {fault}".strip()))
            world.forget()
            return
        self._count(mapping)

    def _count(self, mapping: Mapping) -> None:
        done = self.outcome
        done.incidents += 1
        done.states[mapping.reached] += 1
        done.reopened += mapping.reopens > 0
        done.handovers += mapping.team_handovers
        if mapping.classified:
            done.priorities[mapping.priority] += 1


def _batches(found: Iterator[Case]) -> Iterator[list[Case]]:
    while batch := list(islice(found, BATCH)):
        yield batch
