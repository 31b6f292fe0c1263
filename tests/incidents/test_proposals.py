"""Plain answers become proposals of impact and urgency, on a scale of any size (SPEC A3)."""

import pytest

from incidents.models import Incident, Level
from incidents.models.priority import Axis
from incidents.proposals import Proposal, proposed


def scale(steps: int) -> dict[Axis, list[Level]]:
    return {axis: [Level(axis=axis, value=value) for value in range(1, steps + 1)] for axis in Axis}


@pytest.mark.parametrize(
    ("affected", "hindrance", "steps", "levels"),
    [
        (50, "stopped", 3, (1, 1)),
        (5, "hard", 3, (2, 2)),
        (1, "none", 3, (3, 3)),
        (50, "stopped", 5, (1, 1)),
        (1, "none", 5, (5, 5)),
        (5, "hard", 5, (3, 3)),
        (None, "stopped", 3, (None, 1)),
        (20, "", 3, (1, None)),
        (None, "", 3, (None, None)),
        (50, "stopped", 0, (None, None)),
    ],
)
def test_the_answers_give_levels(affected: int | None, hindrance: str, steps: int, levels: tuple[int, int]) -> None:
    found = proposed(Incident(affected_count=affected, hindrance=hindrance), scale(steps))
    assert (found.impact, found.urgency) == levels


def test_it_says_why_or_nothing() -> None:
    told = proposed(Incident(affected_count=5, hindrance="stopped"), scale(3))
    assert told.why == "Proposed from the report – can work: No, work has stopped, affected: 5."
    assert proposed(Incident(), scale(3)) == Proposal(None, None)
